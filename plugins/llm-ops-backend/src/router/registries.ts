import {
  llmOpsCatalogCreatePermission,
  llmOpsCatalogWritePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { covers } from '@llm-ops/plugin-llm-ops-node';
import { Actor } from '../auth/types';
import { ModelServices } from '../services/models';
import { RegistryLink } from '../services/models/types';
import { wantsAsync } from './exchange';
import { createsModel, presentModel } from './models';
import { text } from './text';
import { OperationRoute } from './types';

/** Owner of imports that name none, as in the old platform. */
const DEFAULT_TEAM = 'ml-platform';

/** Longest that `import-from-huggingface` waits, in milliseconds. */
const IMPORT_WAIT_MS = 30 * 60_000;

function presentLink(link: RegistryLink) {
  return {
    id: link.id,
    model_catalog_id: link.modelId,
    registry_type: link.registryType,
    registry_model_id: link.registryModelId,
    registry_repo_url: link.url,
    registry_version: link.version ?? null,
    imported: link.imported,
    sync_status: link.syncStatus,
  };
}

/** Owner of an import that names none: the old default, or who asks. */
function ownerTeamOf(body: Record<string, unknown>, { id, reach }: Actor) {
  return (
    text(body.owner_team) ??
    (covers(reach, { teams: [DEFAULT_TEAM] }) ? DEFAULT_TEAM : id)
  );
}

/** Routes of `/catalog/models` that bring models from a registry, or to one. */
export function createRegistryRoutes(
  services: ModelServices,
): OperationRoute[] {
  const { imports, registries } = services;
  const read = llmOpsReadPermission;
  const create = llmOpsCatalogCreatePermission;
  const write = llmOpsCatalogWritePermission;
  return [
    {
      operationId: 'importModel',
      permission: create,
      creates: createsModel,
      handle: async ({ body, actor }) => ({
        data: presentModel(
          await imports.start(
            {
              registryType: String(body.registry_type),
              registryModelId: String(body.registry_model_id),
              revision: text(body.version),
              name: text(body.name),
              version: text(body.model_version),
              type: text(body.model_type),
              ownerTeam: ownerTeamOf(body, actor),
              family: text(body.model_family),
              token: text(body.hf_token),
            },
            actor.id,
          ),
        ),
        message: 'Import started',
      }),
    },
    {
      operationId: 'importModelFromHuggingFace',
      permission: create,
      creates: createsModel,
      handle: async ({ body, actor, raw }) => {
        const model = await imports.start(
          {
            registryType: 'huggingface',
            registryModelId: String(body.hf_model_id),
            name: text(body.name),
            version: text(body.version),
            type: text(body.model_type),
            ownerTeam: ownerTeamOf(body, actor),
            family: text(body.model_family),
            token: text(body.hf_token),
          },
          actor.id,
        );
        return {
          data: presentModel(
            wantsAsync(raw)
              ? model
              : await imports.finish(
                  model.id,
                  AbortSignal.timeout(IMPORT_WAIT_MS),
                ),
          ),
          message: wantsAsync(raw) ? 'Import started' : 'Model imported',
        };
      },
    },
    {
      operationId: 'exportModel',
      permission: write,
      handle: async ({ path, body, actor }) => ({
        data: presentLink(
          await registries.export(
            path.model_id,
            {
              registryType: String(body.registry_type),
              registryModelId:
                text(body.registry_model_id) ?? text(body.repository_name),
              private: Boolean(body.private),
              versionTag: text(body.version_tag),
              metadata: (body.metadata as Record<string, unknown>) ?? undefined,
            },
            actor.id,
          ),
        ),
        message: 'Export started',
      }),
    },
    {
      operationId: 'listRegistryLinks',
      permission: read,
      unknown: { data: [] },
      handle: async ({ path }) => ({
        data: (await registries.links(path.model_id)).map(presentLink),
      }),
    },
    {
      operationId: 'checkModelUpdates',
      permission: read,
      unknown: { data: { updates_available: false, registry_links: [] } },
      handle: async ({ path }) => {
        const checks = await registries.checkUpdates(path.model_id);
        return {
          data: {
            updates_available: checks.some(check => check.hasUpdates),
            registry_links: checks.map(check => ({
              registry_type: check.registryType,
              registry_model_id: check.registryModelId,
              has_updates: check.hasUpdates,
              latest_version: check.latestVersion ?? null,
              current_version: check.currentVersion ?? null,
              ...(check.error !== undefined && { error: check.error }),
            })),
          },
        };
      },
    },
  ];
}
