import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { DatasetRecord } from '../../services/datasets/types';
import { fromJson, toJson } from '../database';
import { Listed, Listing, RecordList } from '../listing';
import { whereReach } from '../reach';

interface Row {
  id: string;
  name: string;
  version: string;
  type: string;
  owner_team: string;
  versioning_system: string | null;
  storage_uri: string;
  pii_scan_status: DatasetRecord['piiScanStatus'];
  validation?: string | null;
  quality_score: number | null;
  change_log: string | null;
  approved_at: string | null;
  status: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
}

function toRecord(row: Row): DatasetRecord {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    type: row.type,
    ownerTeam: row.owner_team,
    versioningSystem: row.versioning_system ?? undefined,
    storageUri: row.storage_uri,
    piiScanStatus: row.pii_scan_status,
    validation: fromJson(row.validation),
    qualityScore: row.quality_score ?? undefined,
    changeLog: row.change_log ?? undefined,
    approvedAt: row.approved_at ?? undefined,
    status: row.status ?? undefined,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Writes the whole record, new or not. */
export async function saveDataset(
  knex: Knex,
  record: DatasetRecord,
): Promise<void> {
  await knex('datasets')
    .insert({
      id: record.id,
      name: record.name,
      version: record.version,
      type: record.type,
      owner_team: record.ownerTeam,
      versioning_system: record.versioningSystem ?? null,
      storage_uri: record.storageUri,
      pii_scan_status: record.piiScanStatus,
      validation: toJson(record.validation),
      quality_score: record.qualityScore ?? null,
      change_log: record.changeLog ?? null,
      approved_at: record.approvedAt ?? null,
      status: record.status ?? null,
      created_by: record.createdBy,
      created_at: record.createdAt,
      updated_at: record.updatedAt,
    })
    .onConflict('id')
    .merge();
}

export async function findDataset(
  knex: Knex,
  id: string,
): Promise<DatasetRecord | undefined> {
  const row = await knex<Row>('datasets').where({ id }).first();
  return row && toRecord(row as Row);
}

const datasetList = new RecordList<Row, Omit<DatasetRecord, 'validation'>>({
  columns: [
    'id',
    'name',
    'version',
    'type',
    'owner_team',
    'versioning_system',
    'storage_uri',
    'pii_scan_status',
    'status',
    'quality_score',
    'change_log',
    'approved_at',
    'created_by',
    'created_at',
    'updated_at',
  ],
  sort: {
    created_at: 'created_at',
    updated_at: 'updated_at',
    name: 'name',
    owner: 'owner_team',
    type: 'type',
  },
  defaultSort: '-created_at',
  created: 'created_at',
  search: ['name', 'version', 'owner_team'],
  toRecord,
});

/** Which data sets are listed. */
export interface DatasetFilter {
  /** Only records within it; all when not given. */
  reach?: Reach;
  approvedOnly?: boolean;
  status?: string;
  type?: string;
  owner?: string;
}

/** Newest created first unless asked otherwise; without validation details. */
export function listDatasets(
  knex: Knex,
  filter: DatasetFilter = {},
  listing: Listing = {},
): Promise<Listed<Omit<DatasetRecord, 'validation'>>> {
  return datasetList.read(() => {
    const query = knex('datasets');
    whereReach(query, 'dataset', filter.reach);
    if (filter.approvedOnly || filter.status === 'approved') {
      query.whereNotNull('approved_at');
    }
    if (filter.status === 'draft') query.whereNull('approved_at');
    if (filter.type !== undefined) query.where('type', filter.type);
    if (filter.owner !== undefined) query.where('owner_team', filter.owner);
    return query;
  }, listing);
}
