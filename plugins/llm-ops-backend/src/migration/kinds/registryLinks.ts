import { RegistryLink } from '../../services/models/types';
import {
  insertRegistryLink,
  updateRegistryLink,
} from '../../store/models/registryLinks';
import { text, time } from '../source/values';
import { Kind, LeftOut } from '../types';
import { currentRows, existing, Notes } from './support';

const SYNC = ['synced', 'out_of_sync', 'never_synced'] as const;

/** Ties of models to registries. */
export const registryLinks: Kind<RegistryLink & { createdAt: string }> = {
  name: 'registry-links',
  source: 'registry_models',
  target: 'registry_links',
  watermark: ['updated_at', 'created_at'],
  batch: 200,
  needs: row => [['models', row.model_catalog_id]],
  plan({ row, has }) {
    const notes = new Notes();
    const modelId = text(row.model_catalog_id);
    if (!modelId || !has('models', modelId)) {
      throw new LeftOut(`its model ${modelId ?? '(none)'} is not there`);
    }
    return {
      notes: notes.list,
      record: {
        id: row.id,
        modelId,
        registryType: notes.or(
          text(row.registry_type),
          'huggingface',
          'registry_type',
        ),
        registryModelId: notes.or(
          text(row.registry_model_id),
          '',
          'registry_model_id',
        ),
        url: text(row.registry_repo_url) ?? '',
        version: text(row.registry_version),
        imported: row.imported === true,
        syncStatus: notes.among(
          text(row.sync_status),
          SYNC,
          'never_synced',
          'sync_status',
        ),
        createdAt: time(row.created_at) ?? new Date(0).toISOString(),
      },
    };
  },
  async write(trx, { record: { createdAt, ...link } }) {
    if ((await existing(trx, 'registry_links', [link.id])).size) {
      await updateRegistryLink(trx, link.id, link);
    } else {
      await insertRegistryLink(trx, link, createdAt);
    }
  },
  comparable: ({ record: r }) => [
    r.modelId,
    r.registryType,
    r.registryModelId,
    r.version ?? null,
    r.syncStatus,
    r.createdAt,
  ],
  current: (ids, context) =>
    currentRows(context, 'registry_links', ids, row => [
      row.model_id,
      row.registry_type,
      row.registry_model_id,
      row.registry_version,
      row.sync_status,
      row.created_at,
    ]),
};
