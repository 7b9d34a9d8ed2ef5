import { Readable } from 'node:stream';
import { CallOptions } from '../providers/provider';
import { JournalEntry, ModelChange } from './entries';
import { NewModel } from './TrackingJournal';

/** Entries that a tracker takes in bulk; ids in them are the tracker's. */
export type RunItem = Extract<
  JournalEntry,
  {
    kind: 'metric' | 'param' | 'tag' | 'untag' | 'state' | 'inputs' | 'outputs';
  }
>;

/** An entry that a tracker will never take, and why. */
export interface Refusal {
  item: RunItem;
  reason: string;
}

/**
 * Takes what the journal holds, in order and idempotently. Methods throw only
 * when trying again later can help, or when the whole call is refused.
 */
export interface RunIngest {
  /** Passes items on in batches; one that is refused takes no other with it. */
  deliver(
    runId: string,
    items: RunItem[],
    options?: CallOptions,
  ): Promise<Refusal[]>;
  /** Creates a model of a run, or finds the one made with the same key. */
  createModel(
    runId: string,
    model: NewModel & { key: string },
    options?: CallOptions,
  ): Promise<string>;
  changeModel(change: ModelChange, options?: CallOptions): Promise<void>;
  /** Streams a file to the artifacts of a run, or of a model. */
  storeFile(
    owner: { runId: string; modelId?: string },
    file: { path: string; size: number; body: Readable },
    options?: CallOptions,
  ): Promise<void>;
}
