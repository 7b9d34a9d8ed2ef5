import type { RunIngest } from '../tracking';
import { CallOptions, Provider } from './provider';

/** Status of a run, in the words of MLflow. */
export type RunStatus =
  | 'SCHEDULED'
  | 'RUNNING'
  | 'FINISHED'
  | 'FAILED'
  | 'KILLED';

/** One point of a metric. */
export interface MetricPoint {
  key: string;
  value: number;
  /** Milliseconds since the epoch. */
  timestamp: number;
  step: number;
}

/** A file or folder of a run. */
export interface RunArtifact {
  path: string;
  isDirectory: boolean;
  /** Bytes; undefined for a folder. */
  size?: number;
  /** Full URI, e.g. `s3://…` or `mlflow-artifacts:/…`. */
  uri: string;
}

/** What the tracker knows of one run. */
export interface TrackedRun {
  runId: string;
  experimentId: string;
  experimentName?: string;
  runName?: string;
  status: RunStatus;
  /** Milliseconds since the epoch. */
  startTime?: number;
  endTime?: number;
  artifactUri?: string;
  params: Record<string, string>;
  /** Last value of each metric. */
  metrics: Record<string, number>;
  tags: Record<string, string>;
  /** Page of the run in the tool's own interface. */
  webUrl?: string;
}

/** Dataset a run reads. */
export interface RunInput {
  name: string;
  /** At most 36 characters. */
  digest: string;
  source: string;
  context: 'training' | 'evaluation';
}

export interface CreateRunOptions extends CallOptions {
  /** Operation id; the run is found again by it. */
  key: string;
  /** Whether the caller knows that no run has the key yet. */
  fresh?: boolean;
  experimentName: string;
  runName?: string;
  status?: RunStatus;
  startTime?: number;
  tags?: Record<string, string>;
  params?: Record<string, string>;
  inputs?: RunInput[];
}

export interface SearchRunsOptions extends CallOptions {
  experimentNames?: string[];
  /** In the filter language of MLflow. */
  filter?: string;
  orderBy?: string[];
  /** 1 to 1000. */
  maxResults: number;
  pageToken?: string;
}

/** Store of training runs. */
export interface ExperimentTracker extends Provider {
  readonly supports: { metricHistory: boolean; artifacts: boolean };
  /** Takes what jobs wrote; without it they cannot speak a tracking protocol. */
  readonly ingest?: RunIngest;
  /** Creates the run, or finds the one made with the same key. */
  createRun(options: CreateRunOptions): Promise<TrackedRun>;
  updateRun(
    runId: string,
    change: { status?: RunStatus; endTime?: number; runName?: string },
    options?: CallOptions,
  ): Promise<void>;
  /** Removes a run. @throws NotFoundError when there is no such run */
  deleteRun(runId: string, options?: CallOptions): Promise<void>;
  /** Sends any number of items; the provider splits them to the tool's limits. */
  logBatch(
    runId: string,
    batch: {
      metrics?: MetricPoint[];
      params?: Record<string, string>;
      tags?: Record<string, string>;
    },
    options?: CallOptions,
  ): Promise<void>;
  /** @throws NotFoundError when there is no such run */
  getRun(runId: string, options?: CallOptions): Promise<TrackedRun>;
  searchRuns(
    options: SearchRunsOptions,
  ): Promise<{ runs: TrackedRun[]; nextPageToken?: string }>;
  getMetricHistory(
    runId: string,
    key: string,
    options?: CallOptions,
  ): Promise<MetricPoint[]>;
  listArtifacts(
    runId: string,
    path?: string,
    options?: CallOptions,
  ): Promise<RunArtifact[]>;
  /** Bytes of one artifact. @throws NotFoundError */
  readArtifact(
    runId: string,
    path: string,
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>>;
}
