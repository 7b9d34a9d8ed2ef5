import { maskSecrets, modelContext } from '../../secrets';
import { ModelRecord } from '../../services/models/types';
import { findModel, insertModel, updateModel } from '../../store/models/models';
import { hashOf, object, text, texts, time } from '../source/values';
import { Kind } from '../types';
import {
  currentRows,
  freeVersion,
  mapUri,
  Notes,
  OLD_PLATFORM,
} from './support';

const TYPES = ['base', 'fine-tuned', 'external'] as const;

/** Models of the catalog; their files are another kind. */
export const models: Kind<ModelRecord> = {
  name: 'models',
  source: 'model_catalog_entries',
  target: 'models',
  watermark: ['updated_at', 'created_at'],
  incremental: true,
  batch: 200,
  plan({ row }, context) {
    const notes = new Notes();
    const createdAt = notes.or(
      time(row.created_at) ?? time(row.updated_at),
      new Date(0).toISOString(),
      'created_at',
    );
    return {
      notes: notes.list,
      record: {
        id: row.id,
        name: notes.or(text(row.name), row.id, 'name'),
        version: notes.or(text(row.version), '1.0.0', 'version'),
        type: notes.among(text(row.type), TYPES, 'base', 'type'),
        status: notes.or(text(row.status), 'draft', 'status'),
        ownerTeam: notes.or(text(row.owner_team), OLD_PLATFORM, 'owner_team'),
        family: notes.or(text(row.model_family), 'llama', 'model_family'),
        metadata: context.secrets.sealAll(
          object(row.model_metadata) ?? {},
          modelContext(row.id),
        ),
        storageUri: mapUri(text(row.storage_uri), context),
        files: [],
        lineage: { datasetIds: texts(row.lineage_dataset_ids) },
        evaluation: object(row.evaluation_summary),
        createdBy: OLD_PLATFORM,
        createdAt,
        updatedAt: time(row.updated_at) ?? createdAt,
      },
    };
  },
  async write(trx, { record, notes }) {
    const version = await freeVersion(trx, 'models', record, {
      name: record.name,
      type: record.type,
    });
    if (version !== record.version) {
      notes.push(`version ${record.version} was taken: ${version}`);
    }
    const { files, ...known } = { ...record, version };
    if (await findModel(trx, record.id)) {
      await updateModel(trx, record.id, known);
    } else {
      await insertModel(trx, { ...known, files });
    }
  },
  comparable: ({ record: r }) => [
    r.name,
    r.type,
    r.status,
    r.ownerTeam,
    r.family,
    r.storageUri ?? null,
    hashOf(maskSecrets(r.metadata)),
    hashOf(r.lineage),
    hashOf(r.evaluation ?? null),
    r.createdAt,
    r.updatedAt,
  ],
  current: (ids, context) =>
    currentRows(context, 'models', ids, row => [
      row.name,
      row.type,
      row.status,
      row.owner_team,
      row.model_family,
      row.storage_uri,
      hashOf(maskSecrets(JSON.parse(row.metadata))),
      hashOf(JSON.parse(row.lineage)),
      hashOf(JSON.parse(row.evaluation_summary ?? 'null')),
      row.created_at,
      row.updated_at,
    ]),
};
