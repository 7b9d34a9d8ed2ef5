import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { JobRecord, JobStatus } from '../../services/training/types';
import { fromJson, toJson } from '../database';
import { Listed, Listing, RecordList } from '../listing';
import { whereReach } from '../reach';

interface Row {
  id: string;
  model_id: string | null;
  dataset_id: string;
  dataset_version_id: string | null;
  dataset_checksum: string | null;
  job_type: string;
  environment: JobRecord['environment'];
  status: JobStatus;
  status_message: string | null;
  request: string;
  resource_profile: string | null;
  output_uri: string;
  output_model_id: string | null;
  stages: string;
  workflow_name: string | null;
  workflow_namespace: string | null;
  tool: string;
  evaluation: string | null;
  submitted_by: string;
  submitted_at: string;
  started_at: string | null;
  completed_at: string | null;
}

function toRecord(row: Row): JobRecord {
  return {
    id: row.id,
    modelId: row.model_id ?? undefined,
    datasetId: row.dataset_id,
    datasetVersionId: row.dataset_version_id ?? undefined,
    datasetChecksum: row.dataset_checksum ?? undefined,
    jobType: row.job_type,
    environment: row.environment,
    status: row.status,
    statusMessage: row.status_message ?? undefined,
    request: fromJson(row.request) ?? {},
    resourceProfile: fromJson(row.resource_profile),
    outputUri: row.output_uri,
    outputModelId: row.output_model_id ?? undefined,
    stages: fromJson(row.stages) ?? [],
    workflowName: row.workflow_name ?? undefined,
    workflowNamespace: row.workflow_namespace ?? undefined,
    tool: row.tool,
    evaluation: fromJson(row.evaluation),
    submittedBy: row.submitted_by,
    submittedAt: row.submitted_at,
    startedAt: row.started_at ?? undefined,
    completedAt: row.completed_at ?? undefined,
  };
}

function toRow(job: Partial<JobRecord>): Partial<Row> {
  const row: Record<string, unknown> = {
    id: job.id,
    model_id: job.modelId,
    dataset_id: job.datasetId,
    dataset_version_id: job.datasetVersionId,
    dataset_checksum: job.datasetChecksum,
    job_type: job.jobType,
    environment: job.environment,
    status: job.status,
    status_message: job.statusMessage,
    request: job.request && toJson(job.request),
    resource_profile: job.resourceProfile && toJson(job.resourceProfile),
    output_uri: job.outputUri,
    output_model_id: job.outputModelId,
    stages: job.stages && toJson(job.stages),
    workflow_name: job.workflowName,
    workflow_namespace: job.workflowNamespace,
    tool: job.tool,
    evaluation: job.evaluation && toJson(job.evaluation),
    submitted_by: job.submittedBy,
    submitted_at: job.submittedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
  };
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  );
}

export async function insertJob(knex: Knex, job: JobRecord): Promise<void> {
  await knex('training_jobs').insert(toRow(job));
}

/** Changes the given fields; with `from`, only in one of these states. */
export async function updateJob(
  knex: Knex,
  id: string,
  change: Partial<JobRecord>,
  from?: JobStatus[],
): Promise<boolean> {
  const query = knex('training_jobs').where({ id });
  if (from) {
    query.whereIn('status', from);
  }
  return (await query.update(toRow(change))) === 1;
}

export async function findJob(
  knex: Knex,
  id: string,
): Promise<JobRecord | undefined> {
  const row = await knex<Row>('training_jobs').where({ id }).first();
  return row && toRecord(row as Row);
}

const jobList = new RecordList<Row, JobRecord>({
  columns: ['*'],
  sort: {
    created_at: 'submitted_at',
    status: 'status',
    type: 'job_type',
    owner: 'submitted_by',
  },
  defaultSort: '-created_at',
  created: 'submitted_at',
  search: ['id', 'job_type', 'output_uri', 'submitted_by'],
  toRecord,
});

/** Which jobs are listed. */
/** Jobs by their ids, in no order. */
export async function listJobsByIds(
  knex: Knex,
  ids: string[],
): Promise<JobRecord[]> {
  const rows = await knex<Row>('training_jobs').whereIn('id', ids);
  return rows.map(row => toRecord(row as Row));
}

export interface JobFilter {
  /** Only records within it; all when not given. */
  reach?: Reach;
  modelId?: string;
  datasetId?: string;
  status?: string;
  statuses?: JobStatus[];
  /** ISO time; jobs that ended then or later. */
  endedSince?: string;
  type?: string;
  owner?: string;
}

/** Newest first unless asked otherwise. */
export function listJobs(
  knex: Knex,
  filter: JobFilter = {},
  listing: Listing = {},
): Promise<Listed<JobRecord>> {
  return jobList.read(() => {
    const query = knex('training_jobs');
    whereReach(query, 'job', filter.reach);
    if (filter.modelId) query.where('model_id', filter.modelId);
    if (filter.datasetId) query.where('dataset_id', filter.datasetId);
    if (filter.status) query.where('status', filter.status);
    if (filter.statuses) query.whereIn('status', filter.statuses);
    if (filter.endedSince !== undefined) {
      query.where('completed_at', '>=', filter.endedSince);
    }
    if (filter.type) query.where('job_type', filter.type);
    if (filter.owner) query.where('submitted_by', filter.owner);
    return query;
  }, listing);
}

/** Places of queued jobs among those of their engine, from 1. */
export async function queuePositions(
  knex: Knex,
  ids: string[],
): Promise<Map<string, number>> {
  const ranked = knex('training_jobs')
    .select('id')
    .select(
      knex.raw(
        'rank() over (partition by tool order by submitted_at) as place',
      ),
    )
    .where({ status: 'queued' });
  const rows: { id: string; place: string | number }[] = await knex
    .select('*')
    .from(ranked.as('ranked'))
    .whereIn('id', ids);
  return new Map(rows.map(row => [row.id, Number(row.place)]));
}
