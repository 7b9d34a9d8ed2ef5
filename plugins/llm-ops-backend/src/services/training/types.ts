import { Environment, StageStatus } from '@llm-ops/plugin-llm-ops-node';
import { RunJournal } from '../tracking/types';

export type JobStatus =
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled';

/** A training job: what was asked, and what was last observed. */
export interface JobRecord {
  id: string;
  modelId?: string;
  datasetId: string;
  datasetVersionId?: string;
  datasetChecksum?: string;
  jobType: string;
  environment: Environment;
  status: JobStatus;
  statusMessage?: string;
  /** Body of the submission. */
  request: Record<string, unknown>;
  resourceProfile?: Record<string, unknown>;
  outputUri: string;
  outputModelId?: string;
  stages: (StageStatus & { dependencies?: string[] })[];
  workflowName?: string;
  workflowNamespace?: string;
  /** Workflow engine instance. */
  tool: string;
  evaluation?: Record<string, unknown>;
  submittedBy: string;
  submittedAt: string;
  startedAt?: string;
  completedAt?: string;
}

/** What a job waits for. */
export interface JobQueue {
  /** Place among the queued jobs of its engine, from 1. */
  position: number | null;
  reason: string;
  /** Workflow engine instance. */
  waitingFor: string;
}

/** A run of a job, as last seen at the tracking server. */
export interface RunRecord {
  id: string;
  jobId: string;
  /** Tracker instance. */
  tool: string;
  trackingRunId?: string;
  experimentId?: string;
  experimentName: string;
  runName?: string;
  parameters: Record<string, unknown>;
  metrics: Record<string, number>;
  status: 'running' | 'completed' | 'failed' | 'killed';
  startTime: string;
  endTime?: string;
  updatedAt: string;
  webUrl?: string;
  /** Run it belongs to; the job's own run has none. */
  parentRunId?: string;
  /** What the job said of it, ahead of the tracker. */
  journal?: RunJournal;
}
