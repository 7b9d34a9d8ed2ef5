import { createHash, randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { isDatabaseConflictError } from '../../store/database';
import {
  addVariantUsage,
  deleteExperiment,
  findExperiment,
  listExperiments,
  listVariantUsage,
  saveExperiment,
} from '../../store/prompts/experiments';
import { findTemplate } from '../../store/prompts/templates';
import { BufferedCounts } from '../cost';
import { ServiceDeps } from '../deps';
import { Listed, Listing } from '../listing';
import { notFound } from '../notFound';
import {
  ExperimentStatus,
  PromptExperiment,
  Variant,
  VariantUsage,
} from './types';

type Deps = Pick<ServiceDeps, 'database' | 'clock' | 'logger'>;

/** The variant of a subject: always the same, in proportion to the weights. */
export function variantOf(
  experiment: PromptExperiment,
  subject: string,
): Variant {
  const { id, variants } = experiment;
  const hash = createHash('sha256').update(`${id}\n${subject}`).digest();
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  let rest = (hash.readUInt32BE(0) / 2 ** 32) * total;
  for (const variant of variants) {
    rest -= variant.weight;
    if (rest < 0) {
      return variant;
    }
  }
  return variants[variants.length - 1];
}

/** Experiments with prompt templates. */
export class PromptExperimentService {
  readonly #deps: Deps;
  /** Where chats are counted. */
  readonly counts: BufferedCounts<VariantUsage>;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.counts = new BufferedCounts({
      logger: deps.logger,
      write: rows =>
        deps.database.transaction(trx => addVariantUsage(trx, rows)),
      keyOf: row => `${row.experimentId} ${row.templateId}`,
    });
  }

  /** Newest first unless asked otherwise. */
  list(
    filter: { status?: string; owner?: string; reach: Reach },
    listing: Listing,
  ): Promise<Listed<PromptExperiment>> {
    return listExperiments(this.#deps.database, filter, listing);
  }

  async get(id: string): Promise<PromptExperiment> {
    const experiment = await this.find(id);
    if (!experiment) {
      throw notFound('experiment', id);
    }
    return experiment;
  }

  /** Undefined when there is none. */
  find(id: string): Promise<PromptExperiment | undefined> {
    return findExperiment(this.#deps.database, id);
  }

  /** What has been written of the variants' use; a few seconds old. */
  usage(ids: string[]): Promise<VariantUsage[]> {
    return listVariantUsage(this.#deps.database, ids);
  }

  /** @throws InputError, ConflictError when its templates cannot be used so */
  async create(
    given: { name: string; variants: Variant[]; status: ExperimentStatus },
    actor: string,
  ): Promise<PromptExperiment> {
    const now = this.#deps.clock().toISOString();
    return this.#save({
      ...given,
      id: randomUUID(),
      createdBy: actor,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** Changes status or, before it runs, variants: else its counts would lie. */
  async change(
    id: string,
    change: { status?: ExperimentStatus; variants?: Variant[] },
  ): Promise<PromptExperiment> {
    const experiment = await this.get(id);
    if (change.variants && experiment.status !== 'draft') {
      throw new ConflictError(
        `${experiment.name} is ${experiment.status}; variants can be changed in a draft only, so make another experiment`,
      );
    }
    return this.#save({
      ...experiment,
      status: change.status ?? experiment.status,
      variants: change.variants ?? experiment.variants,
      updatedAt: this.#deps.clock().toISOString(),
    });
  }

  async remove(id: string): Promise<void> {
    await this.get(id);
    await deleteExperiment(this.#deps.database, id);
  }

  async #save(experiment: PromptExperiment): Promise<PromptExperiment> {
    await this.#check(experiment);
    await saveExperiment(this.#deps.database, experiment).catch(error => {
      throw isDatabaseConflictError(error)
        ? new ConflictError(
            `There is a prompt experiment ${experiment.name} already; give it another name`,
          )
        : error;
    });
    return experiment;
  }

  async #check({ variants, status }: PromptExperiment): Promise<void> {
    const ids = variants.map(({ templateId }) => templateId);
    if (new Set(ids).size < 2 || new Set(ids).size < ids.length) {
      throw new InputError(
        'An experiment needs two or more different templates',
      );
    }
    for (const id of ids) {
      const template = await findTemplate(this.#deps.database, id);
      if (!template) {
        throw new InputError(`variants: there is no prompt template ${id}`);
      }
      if (status === 'running' && template.status !== 'live') {
        throw new ConflictError(
          `${template.name} ${template.version} is ${template.status}; every template of a running experiment has to be live`,
        );
      }
    }
  }
}
