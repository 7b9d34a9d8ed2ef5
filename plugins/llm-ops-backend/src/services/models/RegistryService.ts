import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { Operation } from '../../outbox/types';
import {
  insertRegistryLink,
  listRegistryLinks,
  updateRegistryLink,
} from '../../store/models/registryLinks';
import { ServiceDeps } from '../deps';
import { withLocalFiles } from './localFiles';
import { ModelService } from './ModelService';
import { RegistryLink } from './types';

export interface UpdateCheck {
  registryType: string;
  registryModelId: string;
  hasUpdates: boolean;
  latestVersion?: string;
  currentVersion?: string;
  error?: string;
}

/** Ties to registries: export, links, updates. */
export class RegistryService {
  readonly #deps: ServiceDeps;
  readonly #models: ModelService;

  constructor(deps: ServiceDeps, models: ModelService) {
    this.#deps = deps;
    this.#models = models;
    deps.outbox.register({
      kind: 'model.export',
      handle: operation => this.#publish(operation),
    });
  }

  links(modelId: string): Promise<RegistryLink[]> {
    return listRegistryLinks(this.#deps.database, modelId);
  }

  /** Records the link and queues the upload. */
  async export(
    modelId: string,
    request: {
      registryType: string;
      registryModelId?: string;
      private: boolean;
      versionTag?: string;
      metadata?: Record<string, unknown>;
    },
    actor: string,
  ): Promise<RegistryLink> {
    const model = await this.#models.get(modelId);
    if (!model.storageUri || model.files.length === 0) {
      throw new ConflictError(`${model.name} has no files to export`);
    }
    const registry = this.#deps.providers.registry(request.registryType);
    const link: RegistryLink = {
      id: randomUUID(),
      modelId,
      registryType: request.registryType,
      registryModelId: request.registryModelId ?? model.name.replace(/_/g, '-'),
      url: `${registry.instance.webUrl ?? ''}/${
        request.registryModelId ?? model.name.replace(/_/g, '-')
      }`,
      imported: false,
      syncStatus: 'never_synced',
    };
    await this.#deps.database.transaction(async trx => {
      await insertRegistryLink(trx, link, this.#deps.clock().toISOString());
      await this.#deps.outbox.enqueue(trx, {
        kind: 'model.export',
        tool: registry.instance.id,
        lane: `model:${modelId}`,
        title: `Export ${model.name} to ${link.registryModelId}`,
        payload: {
          modelId,
          linkId: link.id,
          registryType: request.registryType,
          registryModelId: link.registryModelId,
          private: request.private,
          tag: request.versionTag ?? null,
          metadata: request.metadata ?? {},
        },
        createdBy: actor,
      });
    });
    this.#deps.outbox.wake();
    return link;
  }

  /** Asks each registry for something newer than what was imported. */
  async checkUpdates(modelId: string): Promise<UpdateCheck[]> {
    const checks: UpdateCheck[] = [];
    for (const link of await this.links(modelId)) {
      const check: UpdateCheck = {
        registryType: link.registryType,
        registryModelId: link.registryModelId,
        hasUpdates: false,
        currentVersion: link.version,
      };
      try {
        const latest = await this.#deps.providers
          .registry(link.registryType)
          .getModel(link.registryModelId, {
            signal: AbortSignal.timeout(10_000),
          });
        check.latestVersion = latest.revision;
        check.hasUpdates =
          link.version !== undefined && link.version !== latest.revision;
        if (check.hasUpdates) {
          await updateRegistryLink(this.#deps.database, link.id, {
            syncStatus: 'out_of_sync',
          });
        }
      } catch (error) {
        check.error = (error as Error).message;
      }
      checks.push(check);
    }
    return checks;
  }

  async #publish(operation: Operation) {
    const { payload } = operation;
    const model = await this.#models.get(String(payload.modelId));
    const { url, revision } = await withLocalFiles(
      this.#deps.objectStore,
      this.#deps.objectStore.key(model.storageUri ?? ''),
      model.files,
      files =>
        this.#deps.providers.registry(String(payload.registryType)).publish({
          key: operation.id,
          id: String(payload.registryModelId),
          private: Boolean(payload.private),
          tag: payload.tag ? String(payload.tag) : undefined,
          metadata: (payload.metadata ?? {}) as Record<string, unknown>,
          message: `${model.name} ${model.version} from LLM-Ops`,
          files,
        }),
    );
    await updateRegistryLink(this.#deps.database, String(payload.linkId), {
      syncStatus: 'synced',
      version: revision,
    });
    return { url, revision };
  }
}
