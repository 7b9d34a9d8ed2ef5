import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { DatasetRecord } from '../../services/datasets/types';
import { fromJson, toJson } from '../database';
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
  validation: string | null;
  quality_score: number | null;
  change_log: string | null;
  approved_at: string | null;
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

/** Newest created first. */
export async function listDatasets(
  knex: Knex,
  filter: { approvedOnly: boolean; reach?: Reach },
): Promise<DatasetRecord[]> {
  const query = knex<Row>('datasets').orderBy([
    { column: 'created_at', order: 'desc' },
    { column: 'id' },
  ]);
  whereReach(query, 'dataset', filter.reach);
  if (filter.approvedOnly) {
    query.whereNotNull('approved_at');
  }
  return (await query).map(row => toRecord(row as Row));
}
