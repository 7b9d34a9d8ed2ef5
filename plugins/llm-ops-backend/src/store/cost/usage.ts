import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { CostResourceType, Usage } from '../../services/cost/types';
import { whereReach } from '../reach';

const AMOUNTS = [
  'gpu_hours',
  'cpu_hours',
  'replica_hours',
  'prompt_tokens',
  'completion_tokens',
  'requests',
] as const;
const KEY = [
  'day',
  'resource_type',
  'resource_id',
  'subject',
  'team',
  'gpu_type',
] as const;
/** Rows written at a time; SQLite takes a limited number of values. */
const BATCH = 200;

type Row = Record<(typeof KEY)[number], string> &
  Record<(typeof AMOUNTS)[number], number | string>;

export interface UsageFilter {
  resourceType?: CostResourceType;
  resourceId?: string;
  /** Only of records within it; of all when not given. */
  reach?: Reach;
  /** `YYYY-MM-DD`, included. */
  from?: string;
  /** `YYYY-MM-DD`, included. */
  to?: string;
}

function toRow(usage: Usage): Row {
  return {
    day: usage.day,
    resource_type: usage.resourceType,
    resource_id: usage.resourceId,
    subject: usage.subject,
    team: usage.team,
    gpu_type: usage.gpuType,
    gpu_hours: usage.gpuHours,
    cpu_hours: usage.cpuHours,
    replica_hours: usage.replicaHours,
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    requests: usage.requests,
  };
}

/** Adds to what is counted already. */
export async function addUsage(knex: Knex, usages: Usage[]): Promise<void> {
  for (let i = 0; i < usages.length; i += BATCH) {
    await knex('usage')
      .insert(usages.slice(i, i + BATCH).map(toRow))
      .onConflict([...KEY])
      .merge(
        Object.fromEntries(
          AMOUNTS.map(name => [
            name,
            knex.raw('?? + ??', [`usage.${name}`, `excluded.${name}`]),
          ]),
        ),
      );
  }
}

/** Counts a resource anew; what was counted of it before is replaced. */
export async function replaceUsage(
  trx: Knex.Transaction,
  resourceType: CostResourceType,
  resourceId: string,
  usages: Usage[],
): Promise<void> {
  await trx('usage')
    .where({ resource_type: resourceType, resource_id: resourceId })
    .delete();
  await addUsage(trx, usages);
}

function filtered(knex: Knex, filter: UsageFilter) {
  const query = knex<Row>('usage');
  if (filter.resourceType) query.where('resource_type', filter.resourceType);
  if (filter.resourceId) query.where('resource_id', filter.resourceId);
  if (filter.from) query.where('day', '>=', filter.from);
  if (filter.to) query.where('day', '<=', filter.to);
  const { reach } = filter;
  if (reach !== undefined && reach !== 'all') {
    const jobs = knex('training_jobs').select('id');
    const endpoints = knex('endpoints').select('id');
    whereReach(jobs, 'job', reach);
    whereReach(endpoints, 'endpoint', reach);
    query.where(either =>
      either.whereIn('resource_id', jobs).orWhereIn('resource_id', endpoints),
    );
  }
  return query;
}

/** Sums by the given parts of the key; the others are empty. */
export async function sumUsage(
  knex: Knex,
  filter: UsageFilter,
  by: (typeof KEY)[number][],
): Promise<Usage[]> {
  const query = filtered(knex, filter).select(by).groupBy(by).orderBy(by);
  for (const name of AMOUNTS) {
    query.sum({ [name]: name });
  }
  const rows = (await query) as unknown as Partial<Row>[];
  return rows.map(row => ({
    day: row.day ?? '',
    resourceType: (row.resource_type ?? '') as CostResourceType,
    resourceId: row.resource_id ?? '',
    subject: row.subject ?? '',
    team: row.team ?? '',
    gpuType: row.gpu_type ?? '',
    gpuHours: Number(row.gpu_hours),
    cpuHours: Number(row.cpu_hours),
    replicaHours: Number(row.replica_hours),
    promptTokens: Number(row.prompt_tokens),
    completionTokens: Number(row.completion_tokens),
    requests: Number(row.requests),
  }));
}

/** Resources that have ever used anything. */
export async function countResources(
  knex: Knex,
  filter: UsageFilter,
): Promise<number> {
  const distinct = filtered(knex, filter).distinct(
    'resource_type',
    'resource_id',
  );
  const row = await knex.from(distinct.as('d')).count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}

export async function findCheckpoint(
  knex: Knex,
  name: string,
): Promise<string | undefined> {
  const row = await knex('usage_checkpoints').where({ name }).first();
  return row?.counted_until;
}

export async function saveCheckpoint(
  knex: Knex,
  name: string,
  countedUntil: string,
): Promise<void> {
  await knex('usage_checkpoints')
    .insert({ name, counted_until: countedUntil })
    .onConflict('name')
    .merge();
}
