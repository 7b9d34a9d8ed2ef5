import { Knex } from 'knex';
import { StageTry } from '../../services/workflows/types';

interface Row {
  pipeline_id: string;
  stage: string;
  attempt: number;
  job_id: string | null;
  endpoint_id: string | null;
  message: string | null;
}

type Key = Pick<StageTry, 'pipelineId' | 'stage' | 'attempt'>;

const keyOf = ({ pipelineId, stage, attempt }: Key) => ({
  pipeline_id: pipelineId,
  stage,
  attempt,
});

/** Records that a try has begun; one that is there already stays as it is. */
export async function beginTry(knex: Knex, key: Key): Promise<void> {
  await knex('pipeline_tries')
    .insert(keyOf(key))
    .onConflict(['pipeline_id', 'stage', 'attempt'])
    .ignore();
}

/** Ties a try to what it begins; false when it has begun something already. */
export async function attachToTry(
  knex: Knex,
  key: Key,
  begun: { jobId?: string; endpointId?: string },
): Promise<boolean> {
  const changed = await knex('pipeline_tries')
    .where({ ...keyOf(key), job_id: null, endpoint_id: null })
    .update({
      job_id: begun.jobId ?? null,
      endpoint_id: begun.endpointId ?? null,
    });
  return changed === 1;
}

export async function noteTry(
  knex: Knex,
  key: Key,
  message: string | undefined,
): Promise<void> {
  await knex('pipeline_tries')
    .where(keyOf(key))
    .update({ message: message ?? null });
}

/** Tries of all stages of the pipelines, the latest of each stage first. */
export async function listTries(
  knex: Knex,
  pipelineIds: string[],
): Promise<StageTry[]> {
  const rows: Row[] = await knex<Row>('pipeline_tries')
    .whereIn('pipeline_id', pipelineIds)
    .orderBy('attempt', 'desc');
  return rows.map(row => ({
    pipelineId: row.pipeline_id,
    stage: row.stage,
    attempt: row.attempt,
    jobId: row.job_id ?? undefined,
    endpointId: row.endpoint_id ?? undefined,
    message: row.message ?? undefined,
  }));
}
