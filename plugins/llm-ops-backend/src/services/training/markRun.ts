import { Knex } from 'knex';
import { NewOperation } from '../../outbox/types';
import { findRunOfJob } from '../../store/training/runs';
import { JobRecord } from './types';

/** The operation that tells the tracker of a job's run how it goes. */
export async function markRun(
  trx: Knex.Transaction,
  job: JobRecord,
  status: 'RUNNING' | 'FINISHED' | 'FAILED' | 'KILLED',
  at: string,
  actor: string,
): Promise<NewOperation> {
  const run = await findRunOfJob(trx, job.id);
  if (!run) {
    throw new Error(`Job ${job.id} has no run record`);
  }
  return {
    kind: 'training.updateRun',
    tool: run.tool,
    lane: `run:${job.id}`,
    title: `Mark the run of ${job.id.slice(0, 8)} ${status.toLowerCase()}`,
    payload: { jobId: job.id, status, at },
    createdBy: actor,
    followUp: true,
  };
}
