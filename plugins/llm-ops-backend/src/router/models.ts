import {
  llmOpsApprovePermission,
  llmOpsCatalogCreatePermission,
  llmOpsCatalogDeletePermission,
  llmOpsCatalogWritePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { maskSecrets } from '../secrets';
import {
  ListedModel,
  MalformedIdError,
  ModelRecord,
  ModelServices,
} from '../services/models';
import { listAnswer, listingOf } from './lists';
import { readFiles } from './multipart';
import { text } from './text';
import { OperationRoute } from './types';

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

/** What single reads show of a model. */
export function presentModel(model: ModelRecord) {
  return {
    ...presentListed(model),
    card: model.card ?? null,
    files: model.files,
    evaluation_summary: model.evaluation ?? null,
  };
}

/** What making a model needs besides, however it is made. */
export const createsModel = {
  over: llmOpsCatalogWritePermission,
  team: (body: Record<string, unknown>) => text(body.owner_team),
};

/** Routes of `/catalog/models`. */
export function createModelRoutes(services: ModelServices): OperationRoute[] {
  const { models, files } = services;
  const read = llmOpsReadPermission;
  const create = llmOpsCatalogCreatePermission;
  const write = llmOpsCatalogWritePermission;
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
      creates: {
        ...createsModel,
        approved: body => body.status === 'approved',
      },
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
        return { data: presentModel(model), message: 'Model created' };
      },
    },
    {
      operationId: 'getModel',
      permission: read,
      handle: async ({ path }) => ({
        data: presentModel(await models.get(path.model_id)),
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
        data: presentModel(
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
            ...presentModel(model),
            uploaded_files: uploaded,
            files_uploaded: uploaded.length,
          },
          message: 'Files uploaded',
        };
      },
    },
  ];
}
