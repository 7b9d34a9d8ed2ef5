import { Readable } from 'node:stream';
import { ConflictError, InputError } from '@backstage/errors';
import { StagedObject } from '@llm-ops/plugin-llm-ops-node';
import { Operation } from '../../outbox/types';
import {
  countModelUses,
  deleteModel,
  hasOwnOutput,
} from '../../store/models/models';
import { cancelWaiting } from '../../store/operations';
import { ServiceDeps } from '../deps';
import { settled } from '../settled';
import { folderOf, ModelService } from './ModelService';
import { checkUploadName } from './rules';
import { ModelFile, ModelRecord } from './types';

/** Files of models in the object store. */
export class ModelFileService {
  readonly #deps: ServiceDeps;
  readonly #models: ModelService;

  constructor(deps: ServiceDeps, models: ModelService) {
    this.#deps = deps;
    this.#models = models;
    deps.outbox.register({
      kind: 'model.readFolder',
      handle: operation => this.#readFolder(operation),
    });
    deps.outbox.register({
      kind: 'model.removeFiles',
      handle: operation => this.#removeFiles(operation),
    });
  }

  /**
   * Stores uploaded files: all of them, or none. They get their names only
   * once all were received and checked.
   */
  async upload(
    id: string,
    files: AsyncIterable<{ name: string; content: Readable }>,
  ): Promise<{ model: ModelRecord; uploaded: string[] }> {
    const model = await this.#models.get(id);
    const received = new Map<string, StagedObject>();
    const staged: StagedObject[] = [];
    try {
      for await (const { name, content } of files) {
        checkUploadName(name);
        const object = await this.#deps.objectStore.stage(content);
        staged.push(object);
        received.set(name, object);
      }
      requireFiles(model, [...received.keys()]);
      await this.#keep(model, received);
    } finally {
      await Promise.all(staged.map(object => object.discard()));
    }
    return {
      model: await this.#models.get(id),
      uploaded: [...received.keys()],
    };
  }

  /**
   * Removes the record, then its files: nothing is touched while anything
   * refers to the model, and a store that is away loses no removal.
   */
  async remove(
    id: string,
    actor: string,
  ): Promise<{ removed: number; cleaned: boolean }> {
    const model = await this.#models.get(id);
    const folders = await this.#ownFolders(model);
    const lane = `files:${id}`;
    await this.#deps.database.transaction(async trx => {
      const { jobs, endpoints } = await countModelUses(trx, id);
      if (jobs + endpoints > 0) {
        throw new ConflictError(
          `${model.name} is used by ${jobs} training jobs and ${endpoints} endpoints and was not deleted`,
        );
      }
      await deleteModel(trx, id);
      await cancelWaiting(trx, `model:${id}`);
      if (model.storageUri) {
        await this.#deps.outbox.enqueue(trx, {
          kind: 'model.removeFiles',
          tool: 'object-store',
          lane,
          title: `Remove the files of ${model.name} ${model.version}`,
          payload: { folders },
          createdBy: actor,
        });
      }
    });
    await this.#deps.publish('model', id, 'deleted');
    if (!model.storageUri) {
      return { removed: 0, cleaned: true };
    }
    const operation = await settled(this.#deps.outbox, lane);
    return {
      removed: Number(operation?.result?.removed ?? 0),
      cleaned: operation?.state === 'done',
    };
  }

  async #keep(
    model: ModelRecord,
    received: Map<string, StagedObject>,
  ): Promise<void> {
    const folder = folderOf(model.id, model.version);
    const stored: ModelFile[] = [];
    for (const [name, object] of received) {
      const { size, sha256 } = await object.keep(`${folder}${name}`);
      stored.push({ path: name, size, sha256 });
    }
    const uri = this.#deps.objectStore.uri(folder);
    const { files, storageUri } = await this.#models.get(model.id);
    const kept = storageUri === uri ? files : [];
    await this.#models.update(model.id, {
      files: [...kept.filter(old => !received.has(old.path)), ...stored],
      storageUri: uri,
    });
  }

  /** Folders that only this model has: its own, and what its training wrote. */
  async #ownFolders(model: ModelRecord): Promise<string[]> {
    const own = folderOf(model.id, model.version);
    return (await hasOwnOutput(this.#deps.database, model))
      ? [own, this.#deps.objectStore.key(model.storageUri!)]
      : [own];
  }

  async #removeFiles(operation: Operation) {
    let removed = 0;
    for (const folder of operation.payload.folders as string[]) {
      removed += await this.#deps.objectStore.removePrefix(folder);
    }
    return { removed };
  }

  /** Lists what stands at the `storage_uri` a client gave. */
  async #readFolder(operation: Operation) {
    const { modelId, folder } = operation.payload as Record<string, string>;
    const objects = await this.#deps.objectStore.list(folder);
    const files = objects.map(({ key, size }) => ({
      path: key.slice(folder.length),
      size,
    }));
    await this.#models.update(modelId, { files });
    return { files: files.length };
  }
}

/** @throws InputError when there are no files, or those a runtime needs lack */
function requireFiles(model: ModelRecord, names: string[]): void {
  if (names.length === 0) {
    throw new InputError('No file was sent; use the form field "files"');
  }
  const all = [...names, ...model.files.map(file => file.path)];
  if (model.type !== 'external' && !all.includes('config.json')) {
    throw new InputError('config.json is missing; send it with the weights');
  }
}
