import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { PromptExperiment, VariantUsage } from '../../services/prompts/types';
import { fromJson, toJson } from '../database';
import { Listed, Listing, RecordList } from '../listing';
import { whereReach } from '../reach';

const AMOUNTS = [
  'requests',
  'answers',
  'prompt_tokens',
  'completion_tokens',
  'answer_ms',
];

interface Row {
  id: string;
  name: string;
  variants: string;
  status: PromptExperiment['status'];
  created_by: string;
  created_at: string;
  updated_at: string;
}

function toExperiment(row: Row): PromptExperiment {
  return {
    id: row.id,
    name: row.name,
    variants: fromJson(row.variants) ?? [],
    status: row.status,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Writes the whole experiment, new or not. */
export async function saveExperiment(
  knex: Knex,
  experiment: PromptExperiment,
): Promise<void> {
  await knex('prompt_experiments')
    .insert({
      id: experiment.id,
      name: experiment.name,
      variants: toJson(experiment.variants),
      status: experiment.status,
      created_by: experiment.createdBy,
      created_at: experiment.createdAt,
      updated_at: experiment.updatedAt,
    })
    .onConflict('id')
    .merge();
}

export async function findExperiment(
  knex: Knex,
  id: string,
): Promise<PromptExperiment | undefined> {
  const row = await knex<Row>('prompt_experiments').where({ id }).first();
  return row && toExperiment(row as Row);
}

const experimentList = new RecordList<Row, PromptExperiment>({
  columns: ['*'],
  sort: {
    created_at: 'created_at',
    updated_at: 'updated_at',
    name: 'name',
    status: 'status',
    owner: 'created_by',
  },
  defaultSort: '-created_at',
  created: 'created_at',
  search: ['name', 'created_by'],
  toRecord: toExperiment,
});

/** Newest first unless asked otherwise. */
export function listExperiments(
  knex: Knex,
  filter: { status?: string; owner?: string; reach?: Reach } = {},
  listing: Listing = {},
): Promise<Listed<PromptExperiment>> {
  return experimentList.read(() => {
    const query = knex('prompt_experiments');
    whereReach(query, 'experiment', filter.reach);
    if (filter.status !== undefined) query.where('status', filter.status);
    if (filter.owner !== undefined) query.where('created_by', filter.owner);
    return query;
  }, listing);
}

export async function deleteExperiment(knex: Knex, id: string): Promise<void> {
  await knex('prompt_experiments').where({ id }).delete();
}

/** Adds to what is counted of variants; of experiments that are still there. */
export async function addVariantUsage(
  trx: Knex,
  usages: VariantUsage[],
): Promise<void> {
  const there = await trx('prompt_experiments')
    .whereIn(
      'id',
      usages.map(usage => usage.experimentId),
    )
    .pluck('id');
  const rows = usages.filter(({ experimentId }) =>
    there.includes(experimentId),
  );
  if (rows.length === 0) {
    return;
  }
  await trx('prompt_variant_usage')
    .insert(
      rows.map(usage => ({
        experiment_id: usage.experimentId,
        template_id: usage.templateId,
        requests: usage.requests,
        answers: usage.answers,
        prompt_tokens: usage.promptTokens,
        completion_tokens: usage.completionTokens,
        answer_ms: usage.answerMs,
      })),
    )
    .onConflict(['experiment_id', 'template_id'])
    .merge(
      Object.fromEntries(
        AMOUNTS.map(name => [
          name,
          trx.raw('?? + ??', [
            `prompt_variant_usage.${name}`,
            `excluded.${name}`,
          ]),
        ]),
      ),
    );
}

/** What is written of the variants of each experiment. */
export async function listVariantUsage(
  knex: Knex,
  experimentIds: string[],
): Promise<VariantUsage[]> {
  const rows = await knex('prompt_variant_usage').whereIn(
    'experiment_id',
    experimentIds,
  );
  return rows.map(row => ({
    experimentId: row.experiment_id,
    templateId: row.template_id,
    requests: Number(row.requests),
    answers: Number(row.answers),
    promptTokens: Number(row.prompt_tokens),
    completionTokens: Number(row.completion_tokens),
    answerMs: Number(row.answer_ms),
  }));
}
