import { RunStatus } from '../providers';

/**
 * Words used here.
 *
 * - **entry**: one thing a job says of one of its runs; entries of a job are
 *   kept and passed on in the order they came.
 * - **portal id**: 32 hexadecimal digits (a model's with `m-` before them) by
 *   which a job knows its runs and models. The tracker gives ids of its own
 *   later; both are accepted from then on.
 */
export type JournalEntry =
  | MetricEntry
  | { kind: 'param'; key: string; value: string }
  | { kind: 'tag'; key: string; value: string }
  | { kind: 'untag'; key: string }
  | { kind: 'state'; status?: RunStatus; endTime?: number; name?: string }
  | { kind: 'inputs'; datasets: InputDataset[]; modelIds: string[] }
  | { kind: 'outputs'; models: OutputModel[] }
  | { kind: 'create' }
  | { kind: 'createModel'; modelId: string }
  | ModelChange
  | FileEntry;

/** What JSON can say of a 64-bit float. */
export type MetricValue = number | 'NaN' | 'Infinity' | '-Infinity';

/** One point of a metric. */
export interface MetricEntry {
  kind: 'metric';
  key: string;
  value: MetricValue;
  /** Milliseconds since the epoch. */
  timestamp: number;
  step: number;
  modelId?: string;
  datasetName?: string;
  datasetDigest?: string;
}

/** A data set that a run read, as its own code describes it. */
export interface InputDataset {
  name: string;
  digest: string;
  sourceType?: string;
  source?: string;
  schema?: string;
  profile?: string;
  tags: Record<string, string>;
}

/** A model that a run wrote. */
export interface OutputModel {
  modelId: string;
  step: number;
}

/** What changes of a model. */
export interface ModelChange {
  kind: 'model';
  modelId: string;
  status?: string;
  tags?: Record<string, string>;
  params?: Record<string, string>;
}

/** A file that waits in the object store for the tracker. */
export interface FileEntry {
  kind: 'file';
  /** Below the artifacts of the run, or of the model. */
  path: string;
  /** Key in the object store. */
  key: string;
  /** Bytes. */
  size: number;
  modelId?: string;
}
