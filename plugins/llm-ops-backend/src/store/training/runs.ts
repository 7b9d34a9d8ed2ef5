import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { RunRecord } from '../../services/training/types';
import { fromJson, toJson } from '../database';
import { whereReach } from '../reach';
import { saveValues } from './runValues';

interface Row {
  id: string;
  job_id: string;
  tool: string;
  tracking_run_id: string | null;
  experiment_id: string | null;
  experiment_name: string;
  run_name: string | null;
  parameters: string;
  metrics: string;
  status: RunRecord['status'];
  start_time: string;
  end_time: string | null;
  updated_at: string;
  web_url: string | null;
  parent_run_id: string | null;
  journal: string | null;
}

function toRecord(row: Row): RunRecord {
  return {
    id: row.id,
    jobId: row.job_id,
    tool: row.tool,
    trackingRunId: row.tracking_run_id ?? undefined,
    experimentId: row.experiment_id ?? undefined,
    experimentName: row.experiment_name,
    runName: row.run_name ?? undefined,
    parameters: fromJson(row.parameters) ?? {},
    metrics: fromJson(row.metrics) ?? {},
    status: row.status,
    startTime: row.start_time,
    endTime: row.end_time ?? undefined,
    updatedAt: row.updated_at,
    webUrl: row.web_url ?? undefined,
    parentRunId: row.parent_run_id ?? undefined,
    journal: fromJson(row.journal),
  };
}

function toRow(run: Partial<RunRecord>): Partial<Row> {
  const row: Record<string, unknown> = {
    id: run.id,
    job_id: run.jobId,
    tool: run.tool,
    tracking_run_id: run.trackingRunId,
    experiment_id: run.experimentId,
    experiment_name: run.experimentName,
    run_name: run.runName,
    parameters: run.parameters && toJson(run.parameters),
    metrics: run.metrics && toJson(run.metrics),
    status: run.status,
    start_time: run.startTime,
    end_time: run.endTime,
    updated_at: run.updatedAt,
    web_url: run.webUrl,
    parent_run_id: run.parentRunId,
    journal: run.journal && toJson(run.journal),
  };
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  );
}

export async function insertRun(knex: Knex, run: RunRecord): Promise<void> {
  await knex('experiment_runs').insert(toRow(run));
  await saveValues(knex, run.id, run);
}

/** Changes the given fields; `before` is the run as it was, where that is known. */
export async function updateRun(
  knex: Knex,
  id: string,
  change: Partial<RunRecord>,
  before?: RunRecord,
): Promise<void> {
  await knex('experiment_runs').where({ id }).update(toRow(change));
  await saveValues(knex, id, change, before);
}

/** The run that was made when the job was submitted. */
export async function findRunOfJob(
  knex: Knex,
  jobId: string,
): Promise<RunRecord | undefined> {
  const row = await knex<Row>('experiment_runs')
    .where({ job_id: jobId })
    .whereNull('parent_run_id')
    .first();
  return row && toRecord(row as Row);
}

/** Every run of a job, its own one first. */
export async function listRunsOfJob(
  knex: Knex,
  jobId: string,
): Promise<RunRecord[]> {
  const rows = await knex<Row>('experiment_runs')
    .where({ job_id: jobId })
    .orderBy('start_time');
  const runs = rows.map(row => toRecord(row as Row));
  return [
    ...runs.filter(run => !run.parentRunId),
    ...runs.filter(run => run.parentRunId),
  ];
}

/** A run by its own id; in a transaction others wait until its end. */
export async function findRun(
  knex: Knex,
  id: string,
): Promise<RunRecord | undefined> {
  const query = knex<Row>('experiment_runs').where({ id }).first();
  const row = await (knex.isTransaction ? query.forUpdate() : query);
  return row && toRecord(row as Row);
}

export async function findRunByTrackingId(
  knex: Knex,
  trackingRunId: string,
): Promise<RunRecord | undefined> {
  const row = await knex<Row>('experiment_runs')
    .where({ tracking_run_id: trackingRunId })
    .first();
  return row && toRecord(row as Row);
}

/** Newest first. */
export async function listRuns(
  knex: Knex,
  filter: { experimentName?: string; limit: number; reach?: Reach },
): Promise<RunRecord[]> {
  const query = knex<Row>('experiment_runs')
    .orderBy('start_time', 'desc')
    .limit(filter.limit);
  whereReach(query, 'run', filter.reach);
  if (filter.experimentName) {
    query.where('experiment_name', filter.experimentName);
  }
  return (await query).map(row => toRecord(row as Row));
}

/** Runs in the order of the ids; ids without one are left out. */
export async function listByIds(
  knex: Knex,
  ids: string[],
): Promise<RunRecord[]> {
  const rows = await knex<Row>('experiment_runs').whereIn('id', ids);
  const known = new Map(rows.map(row => [row.id, toRecord(row as Row)]));
  return ids.flatMap(id => known.get(id) ?? []);
}
