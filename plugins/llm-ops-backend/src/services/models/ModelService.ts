import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { isDatabaseConflictError } from '../../store/database';
import { collect, Listed, Listing } from '../../store/listing';
import {
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
import { settled } from '../settled';
import { readableFolder } from '../readable';
import { guessFamily, SETTABLE_STATUSES } from './rules';
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A reference that cannot be an id at all. */
export class MalformedIdError extends InputError {
  readonly name = 'InputError' as const;
}

/** Models of the catalog and their rules. */
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

  /**
   * Records a model. What stands at its `storageUri` is listed as its files,
   * at once when the object store answers.
   */
  async create(input: NewModel, actor: string): Promise<ModelRecord> {
    const folder =
      input.storageUri && (await readableFolder(this.#deps, input.storageUri));
    const storageUri = folder && this.#deps.objectStore.uri(folder);
    const model = await this.#deps.database
      .transaction(async trx => {
        const created = await this.createIn(
          trx,
          { ...input, storageUri },
          actor,
        );
        if (folder) {
          await this.#deps.outbox.enqueue(trx, {
            kind: 'model.readFolder',
            tool: 'object-store',
            lane: `model:${created.id}`,
            title: `List the files of ${created.name} ${created.version}`,
            payload: { modelId: created.id, folder },
            createdBy: actor,
          });
        }
        return created;
      })
      .catch(error => {
        throw conflict(error, input);
      });
    await this.#deps.publish('model', model.id, 'created');
    if (folder) {
      await settled(this.#deps.outbox, `model:${model.id}`);
    }
    return this.get(model.id);
  }

  /** Inserts a model in the caller's transaction; the caller publishes. */
  async createIn(
    trx: Knex.Transaction,
    input: NewModel,
    actor: string,
  ): Promise<ModelRecord> {
    for (const id of input.lineage?.datasetIds ?? []) {
      if (!UUID.test(id)) {
        throw new MalformedIdError(`lineage_dataset_ids: '${id}' is not an id`);
      }
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
      family: input.family ?? familyOf(input),
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
}

/** Folder of a model's files in the object store. */
export function folderOf(id: string, version: string): string {
  return `models/${id}/${version.replace(/[^\w.-]/g, '_')}/`;
}

/** What the metadata say, or else the name. */
function familyOf({ metadata, name }: NewModel): string {
  return typeof metadata.model_family === 'string'
    ? metadata.model_family
    : guessFamily(
        `${name} ${
          metadata.huggingface_model_id ?? metadata.hf_model_id ?? ''
        }`,
      );
}

/** Words for a name that is taken. */
function conflict(error: unknown, input: NewModel): unknown {
  return isDatabaseConflictError(error)
    ? new ConflictError(
        `There is a ${input.type} model ${input.name} ${input.version} already; choose another version`,
      )
    : error;
}
