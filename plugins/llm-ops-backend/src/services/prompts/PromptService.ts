import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { isDatabaseConflictError } from '../../store/database';
import { Listing } from '../../store/listing';
import {
  deleteTemplate,
  findTemplate,
  listTemplates,
  saveTemplate,
} from '../../store/prompts/templates';
import { ServiceDeps } from '../deps';
import { notFound } from '../notFound';
import { PromptExperimentService, variantOf } from './PromptExperimentService';
import { PROMPT_STATUSES, PromptStatus, PromptTemplate } from './types';

/** What a caller says of a template; undefined leaves a field as it is. */
export interface PromptFields {
  name?: string;
  version?: string;
  language?: string | null;
  content?: string;
  contextTags?: string[] | null;
  status?: string;
}

export interface ChatMessage {
  role: string;
  content: unknown;
}

/** The part of an experiment that a chat is. */
export interface ChosenVariant {
  experimentId: string;
  templateId: string;
}

/** The messages of a chat after the prompt of its endpoint. */
export interface PromptedMessages<M> {
  messages: (M | { role: 'system'; content: string })[];
  variant?: ChosenVariant;
}

function checkStatus(status: string): PromptStatus {
  if (!PROMPT_STATUSES.includes(status as PromptStatus)) {
    throw new InputError(
      `'${status}' is not a status of a prompt template; use ${PROMPT_STATUSES.join(
        ', ',
      )}`,
    );
  }
  return status as PromptStatus;
}

/** Prompt templates, and their use in a chat. */
export class PromptService {
  readonly #deps: Pick<ServiceDeps, 'database' | 'clock'>;
  readonly experiments: PromptExperimentService;

  constructor(deps: Pick<ServiceDeps, 'database' | 'clock' | 'logger'>) {
    this.#deps = deps;
    this.experiments = new PromptExperimentService(deps);
  }

  /** Newest first unless asked otherwise. */
  list(
    filter: { status?: string; owner?: string; reach: Reach },
    listing: Listing,
  ) {
    return listTemplates(this.#deps.database, filter, listing);
  }

  async get(id: string): Promise<PromptTemplate> {
    const template = await findTemplate(this.#deps.database, id);
    if (!template) {
      throw notFound('prompt', id);
    }
    return template;
  }

  create(
    fields: PromptFields & { name: string; version: string; content: string },
    actor: string,
  ): Promise<PromptTemplate> {
    const now = this.#deps.clock().toISOString();
    return this.#save({
      id: randomUUID(),
      name: fields.name,
      version: fields.version,
      content: fields.content,
      language: fields.language ?? undefined,
      contextTags: fields.contextTags ?? undefined,
      status: checkStatus(fields.status ?? 'draft'),
      createdBy: actor,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** Changes the given fields; null empties one that may be empty. */
  async change(id: string, fields: PromptFields): Promise<PromptTemplate> {
    const template = await this.get(id);
    return this.#save({
      ...template,
      name: fields.name ?? template.name,
      version: fields.version ?? template.version,
      content: fields.content ?? template.content,
      language:
        fields.language === undefined
          ? template.language
          : fields.language ?? undefined,
      contextTags:
        fields.contextTags === undefined
          ? template.contextTags
          : fields.contextTags ?? undefined,
      status: checkStatus(fields.status ?? template.status),
      updatedAt: this.#deps.clock().toISOString(),
    });
  }

  async remove(id: string): Promise<void> {
    await this.get(id);
    await deleteTemplate(this.#deps.database, id);
  }

  /** A template that a chat asks for. @throws ConflictError unless it is live */
  async requireLive(id: string): Promise<PromptTemplate> {
    const template = await this.get(id);
    if (template.status !== 'live') {
      throw new ConflictError(
        `The prompt template ${template.name} ${template.version} is ${template.status}; only a live one is applied, so set its status to live first`,
      );
    }
    return template;
  }

  /** @throws NotFoundError when the id names no template and no experiment */
  async requirePolicy(id: string): Promise<void> {
    if (!(await this.experiments.find(id))) {
      await this.get(id);
    }
  }

  /**
   * Puts a live template before the messages; any other changes nothing. Of a
   * running experiment it is the template of the subject's variant.
   */
  async apply<M extends ChatMessage>(
    id: string | undefined,
    messages: M[],
    subject: string,
  ): Promise<PromptedMessages<M>> {
    const { template, experimentId } = await this.#templateFor(id, subject);
    return template?.status === 'live'
      ? {
          messages: [
            { role: 'system', content: template.content },
            ...messages,
          ],
          variant: experimentId
            ? { experimentId, templateId: template.id }
            : undefined,
        }
      : { messages };
  }

  async #templateFor(
    id: string | undefined,
    subject: string,
  ): Promise<{ template?: PromptTemplate; experimentId?: string }> {
    const { database } = this.#deps;
    const template = id && (await findTemplate(database, id));
    if (!id || template) {
      return { template: template || undefined };
    }
    const experiment = await this.experiments.find(id);
    if (experiment?.status !== 'running') {
      return {};
    }
    const { templateId } = variantOf(experiment, subject);
    return {
      template: await findTemplate(database, templateId),
      experimentId: experiment.id,
    };
  }

  async #save(template: PromptTemplate): Promise<PromptTemplate> {
    await saveTemplate(this.#deps.database, template).catch(error => {
      throw isDatabaseConflictError(error)
        ? new ConflictError(
            `There is a prompt template ${template.name} ${template.version} already; give it another version`,
          )
        : error;
    });
    return template;
  }
}
