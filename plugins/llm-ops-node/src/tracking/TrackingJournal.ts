import { Readable } from 'node:stream';
import { RunStatus } from '../providers';
import {
  InputDataset,
  JournalEntry,
  MetricEntry,
  ModelChange,
  OutputModel,
} from './entries';

/** A run of a job as the portal knows it, ahead of the tracker. */
export interface JournalRun {
  /** Portal id. */
  id: string;
  /** The tracker's id, once it has the run. */
  trackerId?: string;
  jobId: string;
  /** Tracker instance. */
  tool: string;
  /** Portal id of the run it belongs to; the job's own run has none. */
  parentId?: string;
  /** The tracker's id of its experiment, once it has the run. */
  experimentId?: string;
  experimentName: string;
  name: string;
  user: string;
  status: RunStatus;
  /** Milliseconds since the epoch. */
  startTime: number;
  endTime?: number;
  params: Record<string, string>;
  tags: Record<string, string>;
  /** Newest point of each metric. */
  metrics: MetricEntry[];
  datasets: InputDataset[];
  inputModelIds: string[];
  outputs: OutputModel[];
}

/** What a job says of a run when it begins one. */
export interface NewRun {
  parentId?: string;
  name: string;
  user: string;
  startTime: number;
  tags: Record<string, string>;
}

/** A model that a run logs. */
export interface NewModel {
  name: string;
  type?: string;
  tags: Record<string, string>;
  params: Record<string, string>;
}

/** A logged model as the portal knows it. */
export interface JournalModel extends NewModel {
  id: string;
  trackerId?: string;
  runId: string;
  jobId: string;
  status: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
}

/** An entry that the tracker does not have yet. */
export interface PendingEntry {
  runId: string;
  entry: JournalEntry;
}

/**
 * Takes what jobs say of their runs, so that no job waits for a tracker.
 *
 * @remarks
 * What is appended is on disk when the promise is fulfilled, and reaches the
 * tracker in order, once. Ids may be the portal's or the tracker's.
 */
export interface TrackingJournal {
  /** The run that was made when the job was submitted. @throws NotFoundError */
  jobRun(jobId: string): Promise<JournalRun>;
  /** Every run of a job, its own one first. */
  runs(jobId: string): Promise<JournalRun[]>;
  findRun(id: string): Promise<JournalRun | undefined>;
  createRun(jobId: string, run: NewRun): Promise<JournalRun>;
  /** @throws InputError when a parameter has another value already */
  append(run: JournalRun, entries: JournalEntry[]): Promise<void>;
  createModel(run: JournalRun, model: NewModel): Promise<JournalModel>;
  findModel(id: string): Promise<JournalModel | undefined>;
  changeModel(model: JournalModel, change: ModelChange): Promise<void>;
  /** Streams a file to the object store and appends it to the run. */
  putFile(
    run: JournalRun,
    file: { path: string; modelId?: string; size?: number; body: Readable },
  ): Promise<void>;
  /** Bytes of a file that waits. @throws NotFoundError */
  readFile(key: string): Promise<Readable>;
  /** What waits of a kind of entry, oldest first. */
  pending(
    jobId: string,
    kind: 'items' | 'file',
  ): Promise<readonly PendingEntry[]>;
  /**
   * Waits a moment until the tracker has everything of a job; false when it
   * has not, or is away.
   */
  settle(jobId: string): Promise<boolean>;
}

/** Who speaks a tracking protocol: a job writes, people read. */
export type TrackingCaller = { kind: 'job'; jobId: string } | TrackingReader;

/** Somebody who reads, everything or the jobs within reach. */
export interface TrackingReader {
  kind: 'user';
  readsAll: boolean;
  mayRead(jobId: string): Promise<boolean>;
}
