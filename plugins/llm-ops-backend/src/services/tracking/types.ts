import {
  InputDataset,
  MetricEntry,
  OutputModel,
  RunStatus,
} from '@llm-ops/plugin-llm-ops-node';

/** What a job said of a run, ahead of the tracker. */
export interface RunJournal {
  status?: RunStatus;
  /** Milliseconds since the epoch. */
  endTime?: number;
  user?: string;
  tags: Record<string, string>;
  /** Newest point of each metric. */
  latest: Record<string, MetricEntry>;
  datasets: InputDataset[];
  inputModelIds: string[];
  outputs: OutputModel[];
  /** What the tracker refused, newest last. */
  problems: string[];
}

/** What waits for the tracker. */
export interface Backlog {
  points: number;
  /** ISO 8601, UTC. */
  since?: string;
}
