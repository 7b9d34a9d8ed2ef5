import { InputError } from '@backstage/errors';
import {
  JournalEntry,
  MetricEntry,
  RunStatus,
} from '@llm-ops/plugin-llm-ops-node';
import { RunRecord } from '../training/types';
import { RunJournal } from './types';

const WORDS: Record<RunStatus, RunRecord['status']> = {
  SCHEDULED: 'running',
  RUNNING: 'running',
  FINISHED: 'completed',
  FAILED: 'failed',
  KILLED: 'killed',
};

/** A parameter as trackers keep it: as text. */
export function parameterText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a run without any entries has. */
export function emptyJournal(): RunJournal {
  return {
    tags: {},
    latest: {},
    datasets: [],
    inputModelIds: [],
    outputs: [],
    problems: [],
  };
}

/** Later by step, then by time, as trackers see it. */
function isNewer(point: MetricEntry, known: MetricEntry | undefined): boolean {
  return (
    !known ||
    point.step > known.step ||
    (point.step === known.step && point.timestamp >= known.timestamp)
  );
}

/**
 * A run after a job said these entries of it. The run given is not changed.
 * @throws InputError when a parameter has another value already
 */
export function fold(run: RunRecord, entries: JournalEntry[]): RunRecord {
  const known = run.journal ?? emptyJournal();
  const journal = {
    ...known,
    tags: { ...known.tags },
    latest: { ...known.latest },
    datasets: [...known.datasets],
    outputs: [...known.outputs],
  };
  const folded = {
    ...run,
    journal,
    parameters: { ...run.parameters },
    metrics: { ...run.metrics },
  };
  for (const entry of entries) {
    foldOne(folded, journal, entry);
  }
  return folded;
}

function foldOne(
  run: RunRecord,
  journal: RunJournal,
  entry: JournalEntry,
): void {
  switch (entry.kind) {
    case 'metric':
      if (isNewer(entry, journal.latest[entry.key])) {
        journal.latest[entry.key] = entry;
        if (typeof entry.value === 'number') {
          run.metrics[entry.key] = entry.value;
        }
      }
      break;
    case 'param':
      foldParameter(run, entry.key, entry.value);
      break;
    case 'tag':
      journal.tags[entry.key] = entry.value;
      if (entry.key === 'mlflow.runName') {
        run.runName = entry.value;
      }
      break;
    case 'untag':
      delete journal.tags[entry.key];
      break;
    case 'state':
      journal.status = entry.status ?? journal.status;
      journal.endTime = entry.endTime ?? journal.endTime;
      run.runName = entry.name || run.runName;
      // The job's own run ends when the workflow does.
      if (run.parentRunId && entry.status) {
        run.status = WORDS[entry.status];
        run.endTime = entry.endTime
          ? new Date(entry.endTime).toISOString()
          : run.endTime;
      }
      break;
    case 'inputs':
      journal.datasets.push(
        ...entry.datasets.filter(
          one =>
            !journal.datasets.some(
              known => known.name === one.name && known.digest === one.digest,
            ),
        ),
      );
      journal.inputModelIds = [
        ...new Set([...journal.inputModelIds, ...entry.modelIds]),
      ];
      break;
    case 'outputs':
      journal.outputs.push(
        ...entry.models.filter(
          one => !journal.outputs.some(o => o.modelId === one.modelId),
        ),
      );
      break;
    default:
  }
}

function foldParameter(run: RunRecord, key: string, value: string): void {
  const known = Object.hasOwn(run.parameters, key)
    ? parameterText(run.parameters[key])
    : undefined;
  if (known !== undefined && known !== value) {
    throw new InputError(
      `Changing param values is not allowed. The parameter '${key}' has the value '${known}' already; '${value}' was not logged. Use another key, or a nested run`,
    );
  }
  if (known === undefined) {
    run.parameters[key] = value;
  }
}
