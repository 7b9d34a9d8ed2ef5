import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { PipelineRecord, PipelineStatus } from '../../services/workflows/types';
import { fromJson, toJson } from '../database';
import { Listed, Listing, RecordList } from '../listing';
import { whereReach } from '../reach';

interface Row {
  id: string;
  name: string;
  orchestration_system: string;
  tool: string;
  environment: PipelineRecord['environment'];
  status: PipelineStatus;
  status_message: string | null;
  definition: string;
  stages: string;
  max_retries: number;
  priority: number | null;
  workflow_name: string | null;
  workflow_namespace: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
  started_at: string | null;
  ended_at: string | null;
}

function toRecord(row: Row): PipelineRecord {
  return {
    id: row.id,
    name: row.name,
    orchestrationSystem: row.orchestration_system,
    tool: row.tool,
    environment: row.environment,
    status: row.status,
    statusMessage: row.status_message ?? undefined,
    definition: fromJson(row.definition) ?? [],
    stages: fromJson(row.stages) ?? [],
    maxRetries: row.max_retries,
    priority: row.priority ?? undefined,
    workflowName: row.workflow_name ?? undefined,
    workflowNamespace: row.workflow_namespace ?? undefined,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  };
}

function toRow(pipeline: Partial<PipelineRecord>): Partial<Row> {
  const row: Record<string, unknown> = {
    id: pipeline.id,
    name: pipeline.name,
    orchestration_system: pipeline.orchestrationSystem,
    tool: pipeline.tool,
    environment: pipeline.environment,
    status: pipeline.status,
    status_message: pipeline.statusMessage,
    definition: pipeline.definition && toJson(pipeline.definition),
    stages: pipeline.stages && toJson(pipeline.stages),
    max_retries: pipeline.maxRetries,
    priority: pipeline.priority,
    workflow_name: pipeline.workflowName,
    workflow_namespace: pipeline.workflowNamespace,
    created_by: pipeline.createdBy,
    created_at: pipeline.createdAt,
    updated_at: pipeline.updatedAt,
    started_at: pipeline.startedAt,
    ended_at: pipeline.endedAt,
  };
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  );
}

export async function insertPipeline(
  knex: Knex,
  pipeline: PipelineRecord,
): Promise<void> {
  await knex('pipelines').insert(toRow(pipeline));
}

/** Changes the given fields; with `from`, only in one of these states. */
export async function updatePipeline(
  knex: Knex,
  id: string,
  change: Partial<PipelineRecord>,
  from?: PipelineStatus[],
): Promise<boolean> {
  const query = knex('pipelines').where({ id });
  if (from) {
    query.whereIn('status', from);
  }
  return (await query.update(toRow(change))) === 1;
}

export async function findPipeline(
  knex: Knex,
  id: string,
): Promise<PipelineRecord | undefined> {
  const row = await knex<Row>('pipelines').where({ id }).first();
  return row && toRecord(row as Row);
}

const pipelineList = new RecordList<Row, PipelineRecord>({
  columns: ['*'],
  sort: {
    created_at: 'created_at',
    updated_at: 'updated_at',
    name: 'name',
    status: 'status',
    owner: 'created_by',
  },
  defaultSort: '-created_at',
  created: 'created_at',
  search: ['id', 'name', 'definition', 'created_by'],
  toRecord,
});

/** Which pipelines are listed. */
export interface PipelineFilter {
  /** Only records within it; all when not given. */
  reach?: Reach;
  status?: string;
  statuses?: PipelineStatus[];
  orchestrationSystem?: string;
  owner?: string;
}

/** Newest first unless asked otherwise. */
export function listPipelines(
  knex: Knex,
  filter: PipelineFilter = {},
  listing: Listing = {},
): Promise<Listed<PipelineRecord>> {
  return pipelineList.read(() => {
    const query = knex('pipelines');
    whereReach(query, 'pipeline', filter.reach);
    if (filter.status) query.where('status', filter.status);
    if (filter.statuses) query.whereIn('status', filter.statuses);
    if (filter.orchestrationSystem) {
      query.where('orchestration_system', filter.orchestrationSystem);
    }
    if (filter.owner) query.where('created_by', filter.owner);
    return query;
  }, listing);
}

/** Places of waiting pipelines among those of their engine, from 1. */
export async function pipelinePositions(
  knex: Knex,
  ids: string[],
): Promise<Map<string, number>> {
  const ranked = knex('pipelines')
    .select('id')
    .select(
      knex.raw('rank() over (partition by tool order by created_at) as place'),
    )
    .where({ status: 'pending' });
  const rows: { id: string; place: string | number }[] = await knex
    .select('*')
    .from(ranked.as('ranked'))
    .whereIn('id', ids);
  return new Map(rows.map(row => [row.id, Number(row.place)]));
}
