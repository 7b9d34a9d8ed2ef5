import { Knex } from 'knex';
import { RegistryLink } from '../../services/models/types';

interface Row {
  id: string;
  model_id: string;
  registry_type: string;
  registry_model_id: string;
  registry_repo_url: string;
  registry_version: string | null;
  imported: boolean | number;
  sync_status: RegistryLink['syncStatus'];
}

export async function insertRegistryLink(
  knex: Knex,
  link: RegistryLink,
  createdAt: string,
): Promise<void> {
  await knex('registry_links').insert({
    id: link.id,
    model_id: link.modelId,
    registry_type: link.registryType,
    registry_model_id: link.registryModelId,
    registry_repo_url: link.url,
    registry_version: link.version ?? null,
    imported: link.imported,
    sync_status: link.syncStatus,
    created_at: createdAt,
  });
}

export async function updateRegistryLink(
  knex: Knex,
  id: string,
  change: { syncStatus: RegistryLink['syncStatus']; version?: string },
): Promise<void> {
  await knex('registry_links')
    .where({ id })
    .update({
      sync_status: change.syncStatus,
      ...(change.version && { registry_version: change.version }),
    });
}

export async function listRegistryLinks(
  knex: Knex,
  modelId: string,
): Promise<RegistryLink[]> {
  const rows = await knex<Row>('registry_links')
    .where({ model_id: modelId })
    .orderBy('created_at', 'desc');
  return rows.map(row => ({
    id: row.id,
    modelId: row.model_id,
    registryType: row.registry_type,
    registryModelId: row.registry_model_id,
    url: row.registry_repo_url,
    version: row.registry_version ?? undefined,
    imported: Boolean(row.imported),
    syncStatus: row.sync_status,
  }));
}
