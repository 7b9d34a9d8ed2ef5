import { Knex } from 'knex';
import { DatasetVersionRecord } from '../../services/datasets/types';
import { fromJson, toJson } from '../database';

interface Row {
  id: string;
  dataset_id: string;
  number: number;
  versioning_system: string;
  version_id: string;
  parent_version_id: string | null;
  version_tag: string | null;
  checksum: string;
  storage_uri: string;
  diff_summary: string | null;
  file_count: number;
  total_size_bytes: string | number;
  stored_bytes: string | number;
  row_count: string | number | null;
  columns: string | null;
  format: string | null;
  created_by: string;
  created_at: string;
}

/** Newest versions that are listed at most; the old platform's limit. */
const LIST_LIMIT = 100;

function toRecord(row: Row): DatasetVersionRecord {
  return {
    id: row.id,
    datasetId: row.dataset_id,
    number: row.number,
    versioningSystem: row.versioning_system,
    versionId: row.version_id,
    parentVersionId: row.parent_version_id ?? undefined,
    versionTag: row.version_tag ?? undefined,
    checksum: row.checksum,
    storageUri: row.storage_uri,
    diffSummary: fromJson(row.diff_summary),
    fileCount: row.file_count,
    totalBytes: Number(row.total_size_bytes),
    storedBytes: Number(row.stored_bytes),
    rowCount: row.row_count === null ? undefined : Number(row.row_count),
    columns: fromJson(row.columns),
    format: row.format ?? undefined,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

export async function insertVersion(
  knex: Knex,
  record: DatasetVersionRecord,
): Promise<void> {
  await knex('dataset_versions').insert({
    id: record.id,
    dataset_id: record.datasetId,
    number: record.number,
    versioning_system: record.versioningSystem,
    version_id: record.versionId,
    parent_version_id: record.parentVersionId ?? null,
    version_tag: record.versionTag ?? null,
    checksum: record.checksum,
    storage_uri: record.storageUri,
    diff_summary: toJson(record.diffSummary),
    file_count: record.fileCount,
    total_size_bytes: record.totalBytes,
    stored_bytes: record.storedBytes,
    row_count: record.rowCount ?? null,
    columns: toJson(record.columns),
    format: record.format ?? null,
    created_by: record.createdBy,
    created_at: record.createdAt,
  });
}

/** Newest first. */
export async function listVersions(
  knex: Knex,
  datasetId: string,
): Promise<DatasetVersionRecord[]> {
  const rows = await knex<Row>('dataset_versions')
    .where({ dataset_id: datasetId })
    .orderBy('number', 'desc')
    .limit(LIST_LIMIT);
  return rows.map(row => toRecord(row as Row));
}

export async function findVersion(
  knex: Knex,
  id: string,
): Promise<DatasetVersionRecord | undefined> {
  const row = await knex<Row>('dataset_versions').where({ id }).first();
  return row && toRecord(row as Row);
}
