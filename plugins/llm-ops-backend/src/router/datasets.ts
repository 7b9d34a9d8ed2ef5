import { DatasetDiff } from '@llm-ops/plugin-llm-ops-node';
import {
  llmOpsApprovePermission,
  llmOpsCatalogCreatePermission,
  llmOpsCatalogWritePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import {
  DatasetRecord,
  DatasetServices,
  DatasetVersionRecord,
} from '../services/datasets';
import { Features } from '../features';
import { listAnswer, listingOf } from './lists';
import { readFiles } from './multipart';
import { text } from './text';
import { OperationRoute } from './types';

function present(dataset: DatasetRecord) {
  return {
    id: dataset.id,
    name: dataset.name,
    version: dataset.version,
    storage_uri: dataset.storageUri,
    owner_team: dataset.ownerTeam,
    pii_scan_status: dataset.piiScanStatus,
    quality_score: dataset.qualityScore ?? null,
    change_log: dataset.changeLog ?? null,
    approved_at: dataset.approvedAt ?? null,
    created_at: dataset.createdAt,
    updated_at: dataset.updatedAt,
    type: dataset.type,
    versioning_system: dataset.versioningSystem ?? null,
    status: dataset.status ?? (dataset.approvedAt ? 'approved' : 'draft'),
  };
}

function presentVersion(version: DatasetVersionRecord) {
  return {
    id: version.id,
    dataset_record_id: version.datasetId,
    versioning_system: version.versioningSystem,
    version_id: version.versionId,
    parent_version_id: version.parentVersionId ?? null,
    version_tag: version.versionTag ?? null,
    checksum: version.checksum,
    storage_uri: version.storageUri,
    diff_summary: version.diffSummary ?? null,
    file_count: version.fileCount,
    total_size_bytes: version.totalBytes,
    compression_ratio:
      version.storedBytes > 0
        ? Number((version.totalBytes / version.storedBytes).toFixed(3))
        : null,
    created_at: version.createdAt,
    created_by: version.createdBy,
    number: version.number,
    row_count: version.rowCount ?? null,
    stored_bytes: version.storedBytes,
    columns: version.columns ?? null,
  };
}

function presentDiff(diff: DatasetDiff) {
  const names = (kind: string) =>
    diff.schemaChanges
      .filter(change => change.kind === kind)
      .map(c => c.column);
  return {
    added_files: diff.addedFiles,
    removed_files: diff.removedFiles,
    modified_files: diff.modifiedFiles,
    added_rows: diff.addedRows,
    removed_rows: diff.removedRows,
    schema_changes: {
      added_columns: names('added'),
      removed_columns: names('removed'),
      type_changes: diff.schemaChanges.filter(c => c.kind === 'type_changed'),
    },
    changed_rows: diff.changedRows,
    key_column: diff.keyColumn ?? null,
    rows_compared: diff.rowsCompared,
    samples: diff.samples,
  };
}

/** Routes of `/catalog/datasets`. */
export function createDatasetRoutes(
  services: DatasetServices,
  features: Features,
): OperationRoute[] {
  const { datasets, versions, writer } = services;
  const read = llmOpsReadPermission;
  const write = llmOpsCatalogWritePermission;
  return [
    {
      operationId: 'listDatasets',
      permission: read,
      handle: async ({ query, actor: { reach } }) =>
        listAnswer(
          await datasets.list(
            {
              approvedOnly: Boolean(query.approved_only),
              status: text(query.status),
              type: text(query.type),
              owner: text(query.owner),
              reach,
            },
            listingOf(query),
          ),
          records => records.map(present),
          { plain: true },
        ),
    },
    {
      operationId: 'listVersioningSystems',
      permission: read,
      handle: async () => ({
        data: datasets.tools().map(({ name, supports }) => ({
          name,
          rows: supports.rowDiff,
          enabled: features.isOn('dataVersioning'),
          formats: [...supports.formats],
        })),
      }),
    },
    {
      operationId: 'createDataset',
      permission: llmOpsCatalogCreatePermission,
      creates: { over: write, team: body => text(body.owner_team) },
      handle: async ({ body, actor }) => ({
        data: present(
          await datasets.create(
            {
              name: String(body.name),
              version: String(body.version),
              type: String(body.type),
              ownerTeam: String(body.owner_team),
              storageUri: String(body.storage_uri),
              versioningSystem: text(body.versioning_system),
              changeLog: text(body.change_log),
              qualityScore: (body.quality_score as number) ?? undefined,
            },
            actor.id,
          ),
        ),
        message: 'Dataset created',
      }),
    },
    {
      operationId: 'getDataset',
      permission: read,
      handle: async ({ path }) => ({
        data: present(await datasets.get(path.dataset_id)),
      }),
    },
    {
      operationId: 'uploadDataset',
      permission: write,
      handle: async ({ path, raw, actor }) => {
        const { dataset, uploaded } = await writer.upload(
          path.dataset_id,
          readFiles(raw),
          actor.id,
        );
        return {
          data: {
            ...present(dataset),
            uploaded_files: uploaded,
            files_uploaded: uploaded.length,
          },
          message: 'Files uploaded',
        };
      },
    },
    {
      operationId: 'previewDataset',
      permission: read,
      handle: async ({ path, query }) => {
        const preview = await versions.preview(
          path.dataset_id,
          Number(query.limit ?? 10),
        );
        return {
          data: {
            sample_rows: preview.rows,
            schema: Object.fromEntries(
              preview.columns.map(column => [column.name, column.type]),
            ),
            statistics: {
              total_rows: preview.totalRows,
              column_count: preview.columns.length,
              file_size: preview.bytes,
              format: preview.format,
            },
          },
        };
      },
    },
    {
      operationId: 'validateDataset',
      permission: read,
      handle: async ({ path }) => {
        const dataset = await datasets.get(path.dataset_id);
        return {
          data: {
            pii_scan: {
              status: dataset.piiScanStatus,
              detected_types: dataset.validation?.piiTypes ?? [],
              locations: dataset.validation?.piiLocations ?? [],
            },
            quality_score: {
              overall: dataset.qualityScore ?? 0,
              breakdown: dataset.validation?.breakdown ?? {
                missing_values: 0,
                duplicates: 0,
                distribution: 0,
                schema_compliance: 0,
              },
            },
          },
        };
      },
    },
    {
      operationId: 'setDatasetStatus',
      permission: llmOpsApprovePermission,
      handle: async ({ path, query }) => ({
        data: present(
          await datasets.setStatus(path.dataset_id, String(query.status)),
        ),
        message: 'Status updated',
      }),
    },
    {
      operationId: 'compareDatasetVersions',
      permission: read,
      handle: async ({ path }) => {
        const diff = await versions.diff(
          path.dataset_id,
          path.version2,
          path.version1,
        );
        return {
          data: {
            added_rows: diff.addedRows,
            removed_rows: diff.removedRows,
            modified_rows: diff.changedRows,
            schema_changes: diff.schemaChanges,
          },
        };
      },
    },
    {
      operationId: 'createDatasetVersion',
      permission: write,
      handle: async ({ path, body }) => ({
        data: presentVersion(
          await versions.tag(path.dataset_id, text(body.version_tag)),
        ),
        message: 'Version created',
      }),
    },
    {
      operationId: 'listDatasetVersions',
      permission: read,
      unknown: { data: [] },
      handle: async ({ path }) => ({
        data: (await datasets.versions(path.dataset_id)).map(presentVersion),
      }),
    },
    {
      operationId: 'diffDatasetVersions',
      permission: read,
      handle: async ({ path, query }) => ({
        data: presentDiff(
          await versions.diff(
            path.dataset_id,
            path.version_id,
            String(query.baseVersionId),
          ),
        ),
      }),
    },
    {
      operationId: 'restoreDatasetVersion',
      permission: write,
      handle: async ({ path, actor }) => ({
        data: presentVersion(
          await writer.restore(path.dataset_id, path.version_id, actor.id),
        ),
        message: 'Version restored',
      }),
    },
  ];
}
