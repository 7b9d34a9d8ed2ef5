import {
  llmOpsApprovePermission,
  llmOpsCatalogCreatePermission,
  llmOpsCatalogDeletePermission,
  llmOpsCatalogWritePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { covers } from '@llm-ops/plugin-llm-ops-node';
import { Actor } from '../auth/types';
import { maskSecrets } from '../secrets';
import {
  ListedModel,
  MalformedIdError,
  ModelRecord,
  ModelServices,
} from '../services/models';
import { RegistryLink } from '../services/models/types';
import { wantsAsync } from './exchange';
import { listAnswer, listingOf } from './lists';
import { readFiles } from './multipart';
import { OperationRoute } from './types';

/** Owner of imports that name none, as in the old platform. */
const DEFAULT_TEAM = 'ml-platform';

/** Longest that `import-from-huggingface` waits, in milliseconds. */
const IMPORT_WAIT_MS = 30 * 60_000;

/** What lists show of a model. */
function presentListed(model: ListedModel) {
  return {
    id: model.id,
    name: model.name,
    version: model.version,
    type: model.type,
    status: model.status,
    owner_team: model.ownerTeam,
    metadata: maskSecrets(model.metadata),
    storage_uri: model.storageUri ?? null,
    model_family: model.family,
    license: model.license ?? null,
    lineage: model.lineage,
    created_at: model.createdAt,
    updated_at: model.updatedAt,
  };
}

function present(model: ModelRecord) {
  return {
    ...presentListed(model),
    card: model.card ?? null,
    files: model.files,
    evaluation_summary: model.evaluation ?? null,
  };
}

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

const text = (value: unknown) =>
  typeof value === 'string' ? value : undefined;

/** Owner of an import that names none: the old default, or who asks. */
function ownerTeamOf(body: Record<string, unknown>, { id, reach }: Actor) {
  return (
    text(body.owner_team) ??
    (covers(reach, { teams: [DEFAULT_TEAM] }) ? DEFAULT_TEAM : id)
  );
}

/** Routes of `/catalog/models`. */
export function createModelRoutes(services: ModelServices): OperationRoute[] {
  const { models, files, imports, registries } = services;
  const read = llmOpsReadPermission;
  const create = llmOpsCatalogCreatePermission;
  const write = llmOpsCatalogWritePermission;
  const creates = {
    over: write,
    team: (body: Record<string, unknown>) => text(body.owner_team),
  };
  return [
    {
      operationId: 'listModels',
      permission: read,
      handle: async ({ query, actor: { reach } }) =>
        listAnswer(
          await models.list(
            {
              status: text(query.status),
              type: text(query.type),
              owner: text(query.owner),
              reach,
            },
            listingOf(query),
          ),
          records => records.map(presentListed),
          { plain: true },
        ),
    },
    {
      operationId: 'createModel',
      permission: create,
      creates: { ...creates, approved: body => body.status === 'approved' },
      references: ({ body }) =>
        ((body.lineage_dataset_ids as string[]) ?? []).map(
          id => ['dataset', id] as const,
        ),
      // Unforeseen failures of the old platform had 200 also here.
      failCode: error =>
        error.name === 'ConflictError' || error instanceof MalformedIdError
          ? 200
          : 201,
      handle: async ({ body, actor }) => {
        const model = await models.create(
          {
            name: String(body.name),
            version: String(body.version),
            type: String(body.type),
            ownerTeam: String(body.owner_team),
            metadata: body.metadata as Record<string, unknown>,
            family: text(body.model_family),
            status: text(body.status),
            storageUri: text(body.storage_uri),
            lineage: {
              datasetIds: (body.lineage_dataset_ids as string[]) ?? [],
            },
            evaluation:
              (body.evaluation_summary as Record<string, unknown>) ?? undefined,
          },
          actor.id,
        );
        return { data: present(model), message: 'Model created' };
      },
    },
    {
      operationId: 'getModel',
      permission: read,
      handle: async ({ path }) => ({
        data: present(await models.get(path.model_id)),
      }),
    },
    {
      operationId: 'deleteModel',
      permission: llmOpsCatalogDeletePermission,
      handle: async ({ path, actor }) => {
        const { removed, cleaned } = await files.remove(
          path.model_id,
          actor.id,
        );
        return {
          data: {
            model_id: path.model_id,
            storage_cleaned: cleaned,
            deleted_files_count: removed,
          },
          message: cleaned
            ? 'Model deleted'
            : 'Model deleted; its files are removed once the object store answers',
        };
      },
    },
    {
      operationId: 'setModelStatus',
      permission: llmOpsApprovePermission,
      handle: async ({ path, query }) => ({
        data: present(
          await models.setStatus(path.model_id, String(query.status)),
        ),
        message: 'Status updated',
      }),
    },
    {
      operationId: 'uploadModel',
      permission: write,
      notFoundDetail: true,
      handle: async ({ path, raw }) => {
        const { model, uploaded } = await files.upload(
          path.model_id,
          readFiles(raw),
        );
        return {
          data: {
            ...present(model),
            uploaded_files: uploaded,
            files_uploaded: uploaded.length,
          },
          message: 'Files uploaded',
        };
      },
    },
    {
      operationId: 'importModel',
      permission: create,
      creates,
      handle: async ({ body, actor }) => ({
        data: present(
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
      creates,
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
          data: present(
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
