import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import { isUnavailable, RegistryModel } from '@llm-ops/plugin-llm-ops-node';
import { isDatabaseConflictError } from '../../store/database';
import { insertRegistryLink } from '../../store/models/registryLinks';
import { Operation, OperationContext } from '../../outbox/types';
import { ServiceDeps } from '../deps';
import { fetchFile, hostOf } from './fetchFile';
import { folderOf, ModelService } from './ModelService';
import {
  defaultName,
  guessFamily,
  selectFiles,
  stripFrontMatter,
} from './rules';
import { ModelFile, ModelRecord } from './types';

/** Largest import without configuration, in bytes; the old platform's 5 GB. */
const DEFAULT_LIMIT_BYTES = 5e9;

export interface ImportRequest {
  registryType: string;
  registryModelId: string;
  revision?: string;
  name?: string;
  version?: string;
  type?: string;
  ownerTeam?: string;
  family?: string;
  /** Access token of the caller for the hub. */
  token?: string;
}

/** Brings models from a hub into the catalog. */
export class ImportService {
  readonly #deps: ServiceDeps;
  readonly #models: ModelService;

  constructor(deps: ServiceDeps, models: ModelService) {
    this.#deps = deps;
    this.#models = models;
    deps.outbox.register({
      kind: 'model.import',
      handle: (operation, context) => this.#import(operation, context),
      givenUp: (operation, error) => this.#givenUp(operation, error),
    });
  }

  /**
   * Registers a draft and queues the download. A hub that answers is asked
   * first, so that an unknown id fails at once and leaves nothing behind; a
   * hub that is away does not stop the request.
   */
  async start(request: ImportRequest, actor: string): Promise<ModelRecord> {
    const registry = this.#deps.providers.registry(request.registryType);
    let known: RegistryModel | undefined;
    try {
      known = await registry.getModel(request.registryModelId, {
        revision: request.revision,
        token:
          request.token &&
          this.#deps.secrets.resolve(request.token, hostOf(registry)),
        signal: AbortSignal.timeout(5_000),
      });
    } catch (error) {
      if (!isUnavailable(error)) {
        throw error;
      }
    }
    const name = request.name ?? defaultName(request.registryModelId);
    const version = request.version ?? '1.0.0';
    const model = await this.#deps.database
      .transaction(async trx => {
        const created = await this.#models.createIn(
          trx,
          {
            name,
            version,
            type: request.type ?? 'base',
            ownerTeam: request.ownerTeam ?? 'ml-platform',
            family:
              request.family ??
              guessFamily(request.registryModelId, known?.modelType),
            license: known?.license,
            metadata: {
              source: request.registryType,
              huggingface_model_id: request.registryModelId,
              registry_version: known?.revision ?? request.revision ?? null,
              import_status: 'pending',
            },
          },
          actor,
        );
        await this.#deps.outbox.enqueue(trx, {
          kind: 'model.import',
          tool: registry.instance.id,
          lane: `model:${created.id}`,
          title: `Import ${request.registryModelId}`,
          payload: {
            modelId: created.id,
            registryType: request.registryType,
            ...(request.token && {
              credentialId: await this.#deps.credentials.keep(
                trx,
                request.token,
              ),
            }),
          },
          createdBy: actor,
        });
        return created;
      })
      .catch(error => {
        throw isDatabaseConflictError(error)
          ? new ConflictError(
              `There is a model ${name} ${version} already; give model_version or name`,
            )
          : error;
      });
    this.#deps.outbox.wake();
    await this.#deps.publish('model', model.id, 'created');
    return model;
  }

  /** Waits until an import ended. @throws InputError with the reason it failed */
  async finish(id: string, signal: AbortSignal): Promise<ModelRecord> {
    while (!signal.aborted) {
      const model = await this.#models.get(id);
      const status = model.metadata.import_status;
      if (status === 'completed') {
        return model;
      }
      if (status === 'failed') {
        throw new InputError(String(model.metadata.import_error));
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    return this.#models.get(id);
  }

  async #import(operation: Operation, context: OperationContext) {
    const { modelId, registryType, credentialId } = operation.payload as Record<
      string,
      string
    >;
    const model = await this.#models.get(modelId);
    const registry = this.#deps.providers.registry(registryType);
    const hubId = String(model.metadata.huggingface_model_id);
    const access = {
      signal: context.signal,
      token:
        credentialId &&
        (await this.#deps.credentials.get(credentialId, hostOf(registry))),
    };
    const found = await registry.getModel(hubId, {
      revision: (model.metadata.registry_version as string) ?? undefined,
      ...access,
    });
    const files = selectFiles(
      found,
      await registry.listFiles(hubId, found.revision, access),
      this.#deps.config.getOptionalNumber('llmOps.import.maxBytes') ??
        DEFAULT_LIMIT_BYTES,
    );
    const total = files.reduce((sum, file) => sum + file.size, 0);
    const folder = folderOf(model.id, model.version);
    const stored: ModelFile[] = [];
    let bytes = 0;
    for (const file of files) {
      await context.progress(
        bytes / total,
        `${file.path} (${stored.length + 1} of ${files.length})`,
      );
      stored.push(
        await fetchFile(file, {
          objectStore: this.#deps.objectStore,
          registry,
          hubId,
          revision: found.revision,
          folder,
          access,
        }),
      );
      bytes += file.size;
    }
    await this.#complete(model, found, stored, folder, registryType, total);
    if (credentialId) {
      await this.#deps.credentials.remove(credentialId);
    }
    return { files: stored.length, bytes: total };
  }

  async #complete(
    model: ModelRecord,
    found: RegistryModel,
    files: ModelFile[],
    folder: string,
    registryType: string,
    total: number,
  ): Promise<void> {
    const card = files.some(file => file.path === 'README.md')
      ? stripFrontMatter(await this.#text(`${folder}README.md`))
      : undefined;
    const now = this.#deps.clock().toISOString();
    await this.#deps
      .database('registry_links')
      .where({ model_id: model.id })
      .delete();
    await insertRegistryLink(
      this.#deps.database,
      {
        id: randomUUID(),
        modelId: model.id,
        registryType,
        registryModelId: found.id,
        url: found.url,
        version: found.revision,
        imported: true,
        syncStatus: 'synced',
      },
      now,
    );
    await this.#models.update(model.id, {
      storageUri: this.#deps.objectStore.uri(folder),
      files,
      card,
      license: found.license ?? model.license,
      metadata: {
        ...model.metadata,
        registry_version: found.revision,
        pipeline_tag: found.pipelineTag ?? null,
        architectures: found.architectures ?? [],
        tags: found.tags,
        model_size_gb: Number((total / 1e9).toFixed(3)),
        import_status: 'completed',
      },
    });
  }

  async #text(key: string): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.#deps.objectStore.get(key)) {
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  /** The import failed for good: say so, and leave no file behind. */
  async #givenUp(operation: Operation, error: Error): Promise<void> {
    const model = await this.#models.get(String(operation.payload.modelId));
    await this.#deps.objectStore
      .removePrefix(folderOf(model.id, model.version))
      .catch(e =>
        this.#deps.logger.warn('Files of a failed import are left', e),
      );
    await this.#models.update(model.id, {
      files: [],
      metadata: {
        ...model.metadata,
        import_status: 'failed',
        import_error: error.message,
      },
    });
    await this.#deps.notify(operation.createdBy, {
      title: `The import of ${model.name} failed`,
      description: error.message,
      link: `/llm-ops/models/${model.id}`,
      failed: true,
    });
  }
}
