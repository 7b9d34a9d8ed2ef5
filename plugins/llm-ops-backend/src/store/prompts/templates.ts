import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { PromptTemplate } from '../../services/prompts/types';
import { fromJson, toJson } from '../database';
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

/** Newest first. */
export async function listTemplates(
  knex: Knex,
  filter: { status?: string; reach?: Reach },
): Promise<PromptTemplate[]> {
  const query = knex<Row>('prompt_templates').orderBy([
    { column: 'created_at', order: 'desc' },
    { column: 'id' },
  ]);
  whereReach(query, 'prompt', filter.reach);
  if (filter.status !== undefined) {
    query.where('status', filter.status as Row['status']);
  }
  return (await query).map(row => toTemplate(row as Row));
}

export async function deleteTemplate(knex: Knex, id: string): Promise<void> {
  await knex('prompt_templates').where({ id }).delete();
}
