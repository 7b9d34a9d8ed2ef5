import { Knex } from 'knex';
import { enqueueOnce } from '../../outbox/enqueueOnce';
import { Outbox } from '../../outbox/types';
import { RunRecord } from '../training/types';

/** Kind of the operation that passes a job's journal on. */
export const DELIVER = 'tracking.deliver';

/** Lane of everything that concerns the runs of a job. */
export const laneOf = (jobId: string) => `run:${jobId}`;

/** How long the first entry waits for others to go with it, ms. */
export const GATHER_MS = 400;

/** Folder of the object store that holds only this file. */
export const folderOf = (key: string) => key.slice(0, key.lastIndexOf('/') + 1);

/** Adds the operation that passes the journal on, unless one waits already. */
export function enqueueDelivery(
  trx: Knex.Transaction,
  outbox: Outbox,
  run: Pick<RunRecord, 'jobId' | 'tool'>,
): Promise<void> {
  const operation = {
    kind: DELIVER,
    tool: run.tool,
    lane: laneOf(run.jobId),
    title: `Pass on what the job ${run.jobId.slice(0, 8)} logged`,
    payload: { jobId: run.jobId },
    createdBy: `job:${run.jobId}`,
  };
  return enqueueOnce(trx, outbox, operation, GATHER_MS);
}
