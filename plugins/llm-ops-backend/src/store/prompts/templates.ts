import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { PromptTemplate } from '../../services/prompts/types';
import { fromJson, toJson } from '../database';
import { Listed, Listing, RecordList } from '../listing';
import { whereReach } from '../reach';

interface Row {
  id: string;
  name: string;
  version: string;
  language: string | null;
  content: string;
  context_tags: string | null;
  status: PromptTemplate['status'];
  created_by: string;
  created_at: string;
  updated_at: string;
}

function toTemplate(row: Row): PromptTemplate {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    language: row.language ?? undefined,
    content: row.content,
    contextTags: fromJson(row.context_tags),
    status: row.status,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Writes the whole template, new or not. */
export async function saveTemplate(
  knex: Knex,
  template: PromptTemplate,
): Promise<void> {
  await knex('prompt_templates')
    .insert({
      id: template.id,
      name: template.name,
      version: template.version,
      language: template.language ?? null,
      content: template.content,
      context_tags: toJson(template.contextTags),
      status: template.status,
      created_by: template.createdBy,
      created_at: template.createdAt,
      updated_at: template.updatedAt,
    })
    .onConflict('id')
    .merge();
}

export async function findTemplate(
  knex: Knex,
  id: string,
): Promise<PromptTemplate | undefined> {
  const row = await knex<Row>('prompt_templates').where({ id }).first();
  return row && toTemplate(row as Row);
}

const templateList = new RecordList<Row, PromptTemplate>({
  columns: ['*'],
  sort: {
    created_at: 'created_at',
    updated_at: 'updated_at',
    name: 'name',
    status: 'status',
  },
  defaultSort: '-created_at',
  created: 'created_at',
  search: ['name', 'version', 'content'],
  toRecord: toTemplate,
});

/** Newest first unless asked otherwise. */
export function listTemplates(
  knex: Knex,
  filter: { status?: string; owner?: string; reach?: Reach } = {},
  listing: Listing = {},
): Promise<Listed<PromptTemplate>> {
  return templateList.read(() => {
    const query = knex('prompt_templates');
    whereReach(query, 'prompt', filter.reach);
    if (filter.status !== undefined) query.where('status', filter.status);
    if (filter.owner !== undefined) query.where('created_by', filter.owner);
    return query;
  }, listing);
}

export async function deleteTemplate(knex: Knex, id: string): Promise<void> {
  await knex('prompt_templates').where({ id }).delete();
}
