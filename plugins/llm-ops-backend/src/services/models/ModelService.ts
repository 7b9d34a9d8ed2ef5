import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ConflictError, InputError } from '@backstage/errors';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { isDatabaseConflictError } from '../../store/database';
import { collect, Listed, Listing } from '../../store/listing';
import {
  countModelUses,
  deleteModel,
  findModel,
  insertModel,
  ListedModel,
  listModels,
  ModelFilter,
  updateModel,
} from '../../store/models/models';
import { ServiceDeps } from '../deps';
import { maskSecrets, modelContext } from '../../secrets';
import { notFound } from '../notFound';
import { checkUploadName, guessFamily, SETTABLE_STATUSES } from './rules';
import { ModelFile, ModelLineage, ModelRecord } from './types';

export interface NewModel {
  name: string;
  version: string;
  type: string;
  ownerTeam: string;
  metadata: Record<string, unknown>;
  family?: string;
  status?: string;
  storageUri?: string;
  lineage?: ModelLineage;
  evaluation?: Record<string, unknown>;
  files?: ModelFile[];
  card?: string;
  license?: string;
}

/** Models of the catalog: their rules and their files. */
export class ModelService {
  readonly #deps: ServiceDeps;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  list(
    filter: ModelFilter & { reach: Reach },
    listing: Listing,
  ): Promise<Listed<ListedModel>> {
    return listModels(this.#deps.database, filter, listing);
  }

  /** Models by their ids, in one query. */
  async byIds(ids: string[]): Promise<Map<string, ListedModel>> {
    const found = await collect(
      await listModels(this.#deps.database, { ids: [...new Set(ids)] }),
    );
    return new Map(found.map(model => [model.id, model]));
  }

  async get(id: string): Promise<ModelRecord> {
    const model = await findModel(this.#deps.database, id);
    if (!model) {
      throw notFound('model', id);
    }
    return model;
  }

  /** The model, which must be approved for what it is to be used for. */
  async requireApproved(id: string, use: string): Promise<ModelRecord> {
    const model = await this.get(id);
    if (model.status !== 'approved') {
      throw new ConflictError(
        `${model.name} ${model.version} is ${model.status}; only an approved model can be ${use}. Approve it on its page first`,
      );
    }
    return model;
  }

  async create(input: NewModel, actor: string): Promise<ModelRecord> {
    const model = await this.#deps.database
      .transaction(trx => this.createIn(trx, input, actor))
      .catch(error => {
        throw conflict(error, input);
      });
    await this.#deps.publish('model', model.id, 'created');
    return model;
  }

  /** Inserts a model in the caller's transaction; the caller publishes. */
  async createIn(
    trx: Knex.Transaction,
    input: NewModel,
    actor: string,
  ): Promise<ModelRecord> {
    for (const id of input.lineage?.datasetIds ?? []) {
      if (!(await trx('datasets').where({ id }).first())) {
        throw new InputError(`lineage_dataset_ids: there is no data set ${id}`);
      }
    }
    const now = this.#deps.clock().toISOString();
    const id = randomUUID();
    const model: ModelRecord = {
      id,
      name: input.name,
      version: input.version,
      type: input.type,
      status: input.status ?? 'draft',
      ownerTeam: input.ownerTeam,
      family: input.family ?? guessFamily(input.name),
      metadata: this.#seal(id, input.metadata),
      storageUri: input.storageUri,
      files: input.files ?? [],
      card: input.card,
      license: input.license,
      lineage: input.lineage ?? {},
      evaluation: input.evaluation && maskSecrets(input.evaluation),
      createdBy: actor,
      createdAt: now,
      updatedAt: now,
    };
    await insertModel(trx, model);
    return model;
  }

  async setStatus(id: string, status: string): Promise<ModelRecord> {
    if (!SETTABLE_STATUSES.includes(status)) {
      throw new InputError(
        `'${status}' is not a status; use one of ${SETTABLE_STATUSES.join(
          ', ',
        )}`,
      );
    }
    const model = await this.get(id);
    const importing = model.metadata.import_status;
    if (status === 'approved' && importing && importing !== 'completed') {
      throw new ConflictError(
        `${model.name} cannot be approved: its import is ${importing}`,
      );
    }
    await this.update(id, { status });
    return this.get(id);
  }

  /** Changes fields and tells the catalog. */
  async update(id: string, change: Partial<ModelRecord>): Promise<void> {
    await updateModel(this.#deps.database, id, {
      ...change,
      ...(change.metadata && { metadata: this.#seal(id, change.metadata) }),
      updatedAt: this.#deps.clock().toISOString(),
    });
    await this.#deps.publish('model', id, 'changed');
  }

  /** Metadata as it is stored: nothing secret in clear. */
  #seal(id: string, metadata: Record<string, unknown>) {
    return this.#deps.secrets.sealAll(metadata, modelContext(id));
  }

  /**
   * Removes the record, then its files; files are only touched once nothing
   * refers to the model any more.
   */
  async remove(id: string): Promise<{ removed: number }> {
    const model = await this.get(id);
    const { jobs, endpoints } = await countModelUses(this.#deps.database, id);
    if (jobs + endpoints > 0) {
      throw new ConflictError(
        `${model.name} is used by ${jobs} training jobs and ${endpoints} endpoints and was not deleted`,
      );
    }
    await deleteModel(this.#deps.database, id);
    const removed = await this.#deps.objectStore.removePrefix(
      folderOf(model.id, model.version),
    );
    await this.#deps.publish('model', id, 'deleted');
    return { removed };
  }

  /** Stores uploaded files; all of them, or none of the new ones. */
  async upload(
    id: string,
    files: AsyncIterable<{ name: string; content: Readable }>,
  ): Promise<ModelRecord> {
    const model = await this.get(id);
    const folder = folderOf(model.id, model.version);
    const stored: ModelFile[] = [];
    for await (const { name, content } of files) {
      checkUploadName(name);
      const object = await this.#deps.objectStore.put(
        `${folder}${name}`,
        content,
      );
      stored.push({ path: name, size: object.size, sha256: object.sha256 });
    }
    if (stored.length === 0) {
      throw new InputError('No file was sent; use the form field "files"');
    }
    const kept = model.files.filter(
      old => !stored.some(file => file.path === old.path),
    );
    const all = [...kept, ...stored];
    if (
      model.type !== 'external' &&
      !all.some(file => file.path === 'config.json')
    ) {
      throw new InputError('config.json is missing; send it with the weights');
    }
    await this.update(id, {
      files: all,
      storageUri: this.#deps.objectStore.uri(folder),
    });
    return this.get(id);
  }
}

/** Folder of a model's files in the object store. */
export function folderOf(id: string, version: string): string {
  return `models/${id}/${version.replace(/[^\w.-]/g, '_')}/`;
}

/** Words for a name that is taken. */
function conflict(error: unknown, input: NewModel): unknown {
  return isDatabaseConflictError(error)
    ? new ConflictError(
        `There is a ${input.type} model ${input.name} ${input.version} already; choose another version`,
      )
    : error;
}
