import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { ModelRecord } from '../../services/models/types';
import { fromJson, toJson } from '../database';
import { Listed, Listing, RecordList } from '../listing';
import { whereReach } from '../reach';

interface Row {
  id: string;
  name: string;
  version: string;
  type: string;
  status: string;
  owner_team: string;
  model_family: string;
  metadata: string;
  storage_uri: string | null;
  card?: string | null;
  license: string | null;
  files?: string;
  lineage: string;
  evaluation_summary?: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
}

function toRecord(row: Row): ModelRecord {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    type: row.type,
    status: row.status,
    ownerTeam: row.owner_team,
    family: row.model_family,
    metadata: fromJson(row.metadata) ?? {},
    storageUri: row.storage_uri ?? undefined,
    card: row.card ?? undefined,
    license: row.license ?? undefined,
    files: fromJson(row.files) ?? [],
    lineage: fromJson(row.lineage) ?? {},
    evaluation: fromJson(row.evaluation_summary),
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toRow(model: Partial<ModelRecord>): Partial<Row> {
  const row: Record<string, unknown> = {
    id: model.id,
    name: model.name,
    version: model.version,
    type: model.type,
    status: model.status,
    owner_team: model.ownerTeam,
    model_family: model.family,
    metadata: model.metadata && toJson(model.metadata),
    storage_uri: model.storageUri,
    card: model.card,
    license: model.license,
    files: model.files && toJson(model.files),
    lineage: model.lineage && toJson(model.lineage),
    evaluation_summary: model.evaluation && toJson(model.evaluation),
    created_by: model.createdBy,
    created_at: model.createdAt,
    updated_at: model.updatedAt,
  };
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  );
}

export async function insertModel(
  knex: Knex,
  model: ModelRecord,
): Promise<void> {
  await knex('models').insert(toRow(model));
}

/** Changes the given fields; false when there is no such model. */
export async function updateModel(
  knex: Knex,
  id: string,
  change: Partial<ModelRecord>,
): Promise<boolean> {
  return (await knex('models').where({ id }).update(toRow(change))) === 1;
}

export async function findModel(
  knex: Knex,
  id: string,
): Promise<ModelRecord | undefined> {
  const row = await knex<Row>('models').where({ id }).first();
  return row && toRecord(row as Row);
}

/** What lists leave out: it can be long, and single reads have it. */
type Heavy = 'card' | 'files' | 'evaluation';
/** A model as lists give it. */
export type ListedModel = Omit<ModelRecord, Heavy>;

const modelList = new RecordList<Row, ListedModel>({
  columns: [
    'id',
    'name',
    'version',
    'type',
    'status',
    'owner_team',
    'model_family',
    'metadata',
    'storage_uri',
    'license',
    'lineage',
    'created_by',
    'created_at',
    'updated_at',
  ],
  sort: {
    created_at: 'created_at',
    updated_at: 'updated_at',
    name: 'name',
    owner: 'owner_team',
    status: 'status',
    type: 'type',
  },
  defaultSort: '-created_at',
  created: 'created_at',
  search: ['name', 'version', 'owner_team', 'model_family'],
  toRecord,
});

/** Which models are listed. */
export interface ModelFilter {
  /** Only records within it; all when not given. */
  reach?: Reach;
  ids?: string[];
  status?: string;
  type?: string;
  owner?: string;
}

/** Newest created first unless asked otherwise. */
export function listModels(
  knex: Knex,
  filter: ModelFilter = {},
  listing: Listing = {},
): Promise<Listed<ListedModel>> {
  return modelList.read(() => {
    const query = knex('models');
    whereReach(query, 'model', filter.reach);
    if (filter.ids) query.whereIn('id', filter.ids);
    if (filter.status !== undefined) query.where('status', filter.status);
    if (filter.type !== undefined) query.where('type', filter.type);
    if (filter.owner !== undefined) query.where('owner_team', filter.owner);
    return query;
  }, listing);
}

export async function deleteModel(knex: Knex, id: string): Promise<void> {
  await knex('models').where({ id }).delete();
}

/** Records that would be left without their model. */
export async function countModelUses(
  knex: Knex,
  id: string,
): Promise<{ jobs: number; endpoints: number }> {
  const count = async (table: string) =>
    Number(
      (await knex(table).where({ model_id: id }).count({ n: '*' }).first())
        ?.n ?? 0,
    );
  return {
    jobs: await count('training_jobs'),
    endpoints: await count('endpoints'),
  };
}

/** Whether the model's files are what its training wrote, for it alone. */
export async function hasOwnOutput(
  knex: Knex,
  model: ModelRecord,
): Promise<boolean> {
  const uri = model.storageUri;
  if (!uri || !model.lineage.jobId) {
    return false;
  }
  const job = await knex('training_jobs')
    .where({ id: model.lineage.jobId, output_uri: uri })
    .first('id');
  const other = await knex('models')
    .where({ storage_uri: uri })
    .whereNot({ id: model.id })
    .first('id');
  return Boolean(job) && !other;
}
