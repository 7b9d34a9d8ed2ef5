import { StoredObject } from '@llm-ops/plugin-llm-ops-node';
import { DatasetVersionRecord } from '../../services/datasets/types';
import { findDataset, saveDataset } from '../../store/datasets/datasets';
import { insertVersion } from '../../store/datasets/versions';
import {
  addFolder,
  copyObject,
  folderOf,
  foreignIn,
  removeCopies,
} from '../objects';
import { SourceRow } from '../source/SourceDatabase';
import {
  derivedId,
  hashOf,
  number,
  object,
  text,
  texts,
  time,
} from '../source/values';
import { Kind, LeftOut } from '../types';
import { existing, mapUri, OLD_PLATFORM } from './support';
import { makeVersion, MadeVersion } from './version';

interface Related {
  objects: StoredObject[];
  versions: SourceRow[];
}

/** Files and versions of one data set. */
export interface PlannedDataset {
  datasetId: string;
  folder?: string;
  objects: StoredObject[];
  /** Versions of the old platform that are not here yet, oldest first. */
  versions: DatasetVersionRecord[];
  /** Version that the files become. */
  contentId?: string;
  /** Key of that version at the versioning tool. */
  key: string;
}

/** Files of data sets, and their versions at the versioning tool. */
export const datasetFiles: Kind<PlannedDataset, Related> = {
  name: 'dataset-files',
  source: 'dataset_records',
  watermark: ['updated_at', 'created_at'],
  batch: 100,
  concurrency: 2,
  async related(rows, context) {
    const found = await context.source.where(
      'dataset_versions',
      'dataset_record_id',
      rows.map(row => row.id),
      ['created_at'],
    );
    const related = new Map<string, Related>();
    await Promise.all(
      rows.map(async row => {
        const folder = folderOf(text(row.storage_uri), context);
        related.set(row.id, {
          versions: found.filter(each => each.dataset_record_id === row.id),
          objects: folder ? await context.sourceStore.list(folder) : [],
        });
      }),
    );
    return related;
  },
  needs: (row, related) => [
    ['datasets', row.id],
    ...(related?.versions ?? []).map(
      version => ['dataset_versions', version.id] as [string, unknown],
    ),
  ],
  plan({ row, related, has }, context) {
    if (!has('datasets', row.id)) {
      throw new LeftOut('its data set was left out');
    }
    const { objects, versions } = related ?? { objects: [], versions: [] };
    const fresh = versions
      .filter(version => !has('dataset_versions', version.id))
      .map(version => oldVersion(version, row.id, context));
    const key = derivedId(
      row.id,
      hashOf(objects.map(o => [o.key, o.size, o.lastModified])),
    );
    return {
      notes: [],
      record: {
        datasetId: row.id,
        folder: folderOf(text(row.storage_uri), context),
        objects,
        versions: fresh,
        contentId: objects.length ? fresh.at(-1)?.id ?? key : undefined,
        key,
      },
    };
  },
  prepare: async ({ record }, known, context) => ({
    ...(await addFolder(record.folder, known, context)),
    versionIds: [
      ...(texts(known.versionIds) ?? []),
      ...record.versions.map(version => version.id),
      ...(record.contentId ? [record.contentId] : []),
    ],
  }),
  async effect({ record, notes }, refs, context) {
    const foreign = foreignIn(record.folder, refs);
    for (const { key, size } of record.objects) {
      await copyObject(key, size, foreign, context);
    }
    const made = record.contentId
      ? await makeVersion(record, notes, context)
      : undefined;
    return { made, versioningSystem: made?.versioningSystem };
  },
  async write(trx, { record, notes }, refs) {
    if (record.versions.length === 0 && !record.contentId) {
      return {};
    }
    const made = refs.made as MadeVersion | undefined;
    const last = await trx('dataset_versions')
      .where({ dataset_id: record.datasetId })
      .max({ n: 'number' })
      .first();
    const versions =
      made && record.versions.at(-1)?.id !== record.contentId
        ? [...record.versions, { id: record.contentId! }]
        : record.versions;
    const dataset = (await findDataset(trx, record.datasetId))!;
    let previous: string | undefined;
    for (const [index, version] of versions.entries()) {
      const row = {
        createdBy: OLD_PLATFORM,
        createdAt: dataset.updatedAt,
        parentVersionId: previous,
        ...version,
        ...(made && version.id === record.contentId && made.version),
        datasetId: record.datasetId,
        number: Number(last?.n ?? 0) + index + 1,
      } as DatasetVersionRecord;
      if (!(await existing(trx, 'dataset_versions', [row.id])).size) {
        await insertVersion(trx, row);
      }
      previous = row.id;
    }
    if (made) {
      if (dataset.approvedAt && made.piiTypes.length > 0) {
        notes.push(
          `it is approved, but the scan here found ${made.piiTypes.join(', ')}`,
        );
      }
      await saveDataset(trx, {
        ...dataset,
        versioningSystem: made.versioningSystem,
        storageUri: made.version.storageUri!,
        validation: made.validation,
      });
    }
    return {};
  },
  async undo(datasetId, refs, context) {
    const ids = texts(refs.versionIds) ?? [];
    const { database, providers, objectStore } = context;
    await database('dataset_versions')
      .whereIn('id', ids)
      .where({ dataset_id: datasetId })
      .delete();
    const left = await database('dataset_versions')
      .where({ dataset_id: datasetId })
      .first('id');
    for (const { kind, provider } of left ? [] : providers.all()) {
      if (kind === 'versioning') {
        await providers
          .byId<ReturnType<typeof providers.datasets>>(provider.instance.id)
          .remove({ datasetId });
      }
    }
    for (const id of ids) {
      await objectStore.removePrefix(`datasets/${datasetId}/versions/${id}/`);
    }
    await removeCopies(refs, context);
  },
  comparable: ({ record }) => Boolean(record.contentId),
  async current(ids, { database }) {
    const rows = await database('dataset_versions')
      .whereIn('dataset_id', ids)
      .whereNot('versioning_system', 'none')
      .distinct('dataset_id');
    const having = new Set(rows.map(row => String(row.dataset_id)));
    return new Map(ids.map(id => [id, having.has(id)]));
  },
};

/** A version whose content the old platform no longer has by itself. */
function oldVersion(
  row: SourceRow,
  datasetId: string,
  context: Parameters<typeof mapUri>[1],
): DatasetVersionRecord {
  return {
    id: row.id,
    datasetId,
    number: 0,
    versioningSystem: text(row.versioning_system) ?? 'none',
    versionId: text(row.version_id) ?? row.id,
    parentVersionId: text(row.parent_version_id),
    versionTag: text(row.version_tag),
    checksum: text(row.checksum) ?? '',
    storageUri: mapUri(text(row.storage_uri), context) ?? '',
    diffSummary: object(row.diff_summary),
    fileCount: number(row.file_count) ?? 0,
    totalBytes: number(row.total_size_bytes) ?? 0,
    storedBytes: 0,
    createdBy: text(row.created_by) ?? OLD_PLATFORM,
    createdAt: time(row.created_at) ?? new Date(0).toISOString(),
  };
}
