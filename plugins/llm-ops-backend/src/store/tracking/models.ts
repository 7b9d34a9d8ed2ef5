import { JournalModel, NewModel } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { fromJson, toJson } from '../database';

function toModel(row: Record<string, any>): JournalModel {
  return {
    ...fromJson<NewModel>(row.model)!,
    id: row.id,
    runId: row.run_id,
    jobId: row.job_id,
    trackerId: row.tracker_id ?? undefined,
    status: row.status,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  };
}

function toRow(model: JournalModel) {
  const { name, type, tags, params } = model;
  return {
    id: model.id,
    run_id: model.runId,
    job_id: model.jobId,
    tracker_id: model.trackerId,
    model: toJson({ name, type, tags, params }),
    status: model.status,
    created_at: model.createdAt,
    updated_at: model.updatedAt,
  };
}

export async function insertTrackedModel(
  knex: Knex,
  model: JournalModel,
): Promise<void> {
  await knex('tracking_models').insert(toRow(model));
}

/** Writes all of a model but the tracker's id. */
export async function saveTrackedModel(
  knex: Knex,
  model: JournalModel,
): Promise<void> {
  const { tracker_id: _kept, ...row } = toRow(model);
  await knex('tracking_models').where({ id: model.id }).update(row);
}

export async function setTrackerModelId(
  knex: Knex,
  id: string,
  trackerId: string,
): Promise<void> {
  await knex('tracking_models').where({ id }).update({ tracker_id: trackerId });
}

/** Finds a model by the portal's id or the tracker's. */
export async function findTrackedModel(
  knex: Knex,
  id: string,
): Promise<JournalModel | undefined> {
  const row = await knex('tracking_models')
    .where({ id })
    .orWhere({ tracker_id: id })
    .first();
  return row && toModel(row);
}
