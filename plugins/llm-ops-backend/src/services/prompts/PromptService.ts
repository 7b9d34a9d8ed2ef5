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

  constructor(deps: Pick<ServiceDeps, 'database' | 'clock'>) {
    this.#deps = deps;
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

  /** Puts a live template before the messages; any other changes nothing. */
  async apply<M extends ChatMessage>(
    id: string | undefined,
    messages: M[],
  ): Promise<(M | { role: 'system'; content: string })[]> {
    const template = id && (await findTemplate(this.#deps.database, id));
    return template && template.status === 'live'
      ? [{ role: 'system', content: template.content }, ...messages]
      : messages;
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
