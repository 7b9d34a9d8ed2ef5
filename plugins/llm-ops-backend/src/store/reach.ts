import {
  OwnerFilter,
  Reach,
  RecordOwners,
  spellings,
} from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';

/** Where a kind of record says whose it is, as SQL within its table. */
interface OwnerColumns {
  table: string;
  /** Column of the id that clients know. */
  key: string;
  creator: string;
  teams: string[];
}

const teamOf = (parent: 'models' | 'datasets', key: string) =>
  `(select p.owner_team from ${parent} p where p.id = ${key})`;
const ofJob = (column: string) =>
  `(select ${column} from training_jobs j where j.id = experiment_runs.job_id)`;

const OWNERS = {
  model: {
    table: 'models',
    key: 'id',
    creator: 'models.created_by',
    teams: ['models.owner_team'],
  },
  dataset: {
    table: 'datasets',
    key: 'id',
    creator: 'datasets.created_by',
    teams: ['datasets.owner_team'],
  },
  job: {
    table: 'training_jobs',
    key: 'id',
    creator: 'training_jobs.submitted_by',
    teams: [
      teamOf('models', 'training_jobs.model_id'),
      teamOf('datasets', 'training_jobs.dataset_id'),
    ],
  },
  run: {
    table: 'experiment_runs',
    key: 'tracking_run_id',
    creator: ofJob('j.submitted_by'),
    teams: [
      ofJob(teamOf('models', 'j.model_id')),
      ofJob(teamOf('datasets', 'j.dataset_id')),
    ],
  },
  endpoint: {
    table: 'endpoints',
    key: 'id',
    creator: 'endpoints.created_by',
    teams: [teamOf('models', 'endpoints.model_id')],
  },
  prompt: {
    table: 'prompt_templates',
    key: 'id',
    creator: 'prompt_templates.created_by',
    teams: [],
  },
  experiment: {
    table: 'prompt_experiments',
    key: 'id',
    creator: 'prompt_experiments.created_by',
    teams: [],
  },
  pipeline: {
    table: 'pipelines',
    key: 'id',
    creator: 'pipelines.created_by',
    teams: [],
  },
  operation: {
    table: 'operations',
    key: 'id',
    creator: 'operations.created_by',
    teams: [],
  },
} satisfies Record<string, OwnerColumns>;

/** Kinds of record that have owners. */
export type OwnedKind = keyof typeof OWNERS;

/** Whether a text names a kind of record that has owners. */
export const isOwnedKind = (kind: string): kind is OwnedKind =>
  Object.hasOwn(OWNERS, kind);

/** Narrows a query over the table of a kind to what is within reach. */
export function whereReach(
  query: Knex.QueryBuilder,
  kind: OwnedKind,
  reach: Reach = 'all',
): void {
  if (reach === 'all') {
    return;
  }
  if ('allOf' in reach) {
    reach.allOf.forEach(each => whereReach(query, kind, each));
  } else if ('anyOf' in reach) {
    query.where(any => {
      reach.anyOf.forEach(each =>
        any.orWhere(one => whereReach(one, kind, each)),
      );
    });
  } else if ('not' in reach) {
    query.whereNot(not => whereReach(not, kind, reach.not));
  } else {
    whereOwner(query, OWNERS[kind], reach);
  }
}

function whereOwner(
  query: Knex.QueryBuilder,
  columns: OwnerColumns,
  { claims, by }: OwnerFilter,
): void {
  const written = (kind: 'user' | 'group') =>
    claims.flatMap(claim => spellings(claim, kind));
  const users = written('user');
  const groups = written('group');
  query.where(any => {
    // NULL is nobody's, also behind a `not`.
    any.whereRaw(oneOf(columns.creator, users), users);
    for (const team of by === 'creator' ? [] : columns.teams) {
      any.orWhereRaw(oneOf(team, groups), groups);
    }
  });
}

/** SQL that is true for one of the values, in any case, and false for NULL. */
function oneOf(expression: string, values: string[]): string {
  return values.length === 0
    ? '1 = 0'
    : `coalesce(lower(${expression}), '') in (${values.map(() => '?')})`;
}

/** Whose a record is; undefined when there is no such record. */
export async function findOwners(
  knex: Knex,
  kind: OwnedKind,
  id: string,
): Promise<RecordOwners | undefined> {
  const { table, key, creator, teams }: OwnerColumns = OWNERS[kind];
  const row = await knex(table)
    .where(`${table}.${key}`, id)
    .select(knex.raw(`${creator} as creator`))
    .select(teams.map((team, at) => knex.raw(`${team} as team${at}`)))
    .first();
  return (
    row && {
      creator: row.creator ?? undefined,
      teams: teams
        .map((_team, at) => row[`team${at}`] as string | null)
        .filter(team => team !== null),
    }
  );
}

/** Those of the ids that are within reach. */
export async function idsWithin(
  knex: Knex,
  kind: OwnedKind,
  ids: string[],
  reach: Reach,
): Promise<Set<string>> {
  const { table, key } = OWNERS[kind];
  const query = knex(table).whereIn(`${table}.${key}`, ids).select(key);
  whereReach(query, kind, reach);
  return new Set((await query).map(row => row[key]));
}
