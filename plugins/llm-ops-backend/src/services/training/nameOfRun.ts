import { RunRecord } from './types';

/** Name of a run for people: its own, or the beginning of the job's id. */
export function nameOfRun({ runName, jobId }: RunRecord): string {
  return runName === undefined || runName === `run-${jobId}`
    ? `run-${jobId.slice(0, 8)}`
    : runName;
}
