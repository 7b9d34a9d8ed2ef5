import { Knex } from 'knex';
import { Attribute, Expression, Field } from '../../services/runs/types';
import { isPostgres } from '../database';
import { numberOf } from './runValues';

/** Columns of the attributes; `r` is the run, `j` its job. */
export const COLUMNS: Record<Attribute, string> = {
  run_id: 'r.tracking_run_id',
  name: 'r.run_name',
  status: 'r.status',
  experiment: 'r.experiment_name',
  start_time: 'r.start_time',
  end_time: 'r.end_time',
  owner: 'j.submitted_by',
  job: 'j.id',
  job_type: 'j.job_type',
  environment: 'j.environment',
  model: 'j.model_id',
  model_name: '(SELECT m.name FROM models m WHERE m.id = j.model_id)',
  dataset: 'j.dataset_id',
  dataset_name: '(SELECT d.name FROM datasets d WHERE d.id = j.dataset_id)',
  dataset_version: 'j.dataset_version_id',
};

/** Words of MLflow for a status, and ours. */
const STATUSES: Record<string, string> = { finished: 'completed' };
const TIMES = ['start_time', 'end_time'];

/** Value of an attribute as its column holds it: times as ISO 8601, UTC. */
function stored(name: Attribute, value: string | number): string {
  if (name === 'status') {
    const word = String(value).toLowerCase();
    return STATUSES[word] ?? word;
  }
  const time = TIMES.includes(name) ? new Date(value) : undefined;
  return time && !Number.isNaN(time.getTime())
    ? time.toISOString()
    : String(value);
}

/** A pattern of LIKE as one of GLOB. */
const globOf = (like: string) =>
  like.replace(/[[*?]/g, '[$&]').replaceAll('%', '*').replaceAll('_', '?');

/** SQL of a comparison of a column, and its bindings. */
function compareSql(
  knex: Knex,
  column: string,
  compare: string,
  value: string | number,
): [string, (string | number)[]] {
  if (compare === 'LIKE') {
    // SQLite's LIKE ignores case; GLOB does not, but has other signs.
    return isPostgres(knex)
      ? [`${column} LIKE ?`, [value]]
      : [`${column} GLOB ?`, [globOf(String(value))]];
  }
  if (compare === 'ILIKE') {
    return isPostgres(knex)
      ? [`${column} ILIKE ?`, [value]]
      : [`lower(${column}) LIKE lower(?)`, [value]];
  }
  return [`${column} ${compare === '!=' ? '<>' : compare} ?`, [value]];
}

/** The condition that a run has a value by this name that fits. */
function valueSql(
  { of, name }: Exclude<Field, { of: 'attribute' }>,
  test: (column: 'v.num' | 'v.text') => [string, (string | number)[]],
  numeric: boolean,
): [string, (string | number)[]] {
  const [sql, bindings] = test(numeric ? 'v.num' : 'v.text');
  return [
    `EXISTS (SELECT 1 FROM run_values v WHERE v.run_id = r.id AND v.kind = ? AND v.name = ? AND ${sql})`,
    [of, name, ...bindings],
  ];
}

/**
 * SQL of a filter over `experiment_runs r` joined with `training_jobs j`. As
 * in MLflow, a condition on a value holds only for runs that have one. A
 * parameter is compared as a number when it is asked for as one.
 */
export function filterSql(
  knex: Knex,
  expression: Expression,
): [string, (string | number)[]] {
  if ('not' in expression) {
    const [sql, bindings] = filterSql(knex, expression.not);
    // What compares with NULL is unknown; its opposite is to hold.
    return [`NOT coalesce(${sql}, false)`, bindings];
  }
  if ('all' in expression || 'any' in expression) {
    const all = 'all' in expression;
    const parts = (all ? expression.all : expression.any).map(part =>
      filterSql(knex, part),
    );
    return [
      `(${parts.map(([sql]) => sql).join(all ? ' AND ' : ' OR ')})`,
      parts.flatMap(([, bindings]) => bindings),
    ];
  }
  const { field } = expression;
  if ('within' in expression) {
    const values = expression.within;
    const marks = values.map(() => '?').join(', ');
    if (field.of === 'attribute') {
      return [
        `${COLUMNS[field.name]} IN (${marks})`,
        values.map(value => stored(field.name, value)),
      ];
    }
    const numeric = values.every(value => typeof value === 'number');
    return valueSql(
      field,
      column => [
        `${column} IN (${marks})`,
        numeric ? values : values.map(String),
      ],
      numeric,
    );
  }
  const { compare, value } = expression;
  if (field.of === 'attribute') {
    const column = COLUMNS[field.name];
    return compareSql(knex, column, compare, stored(field.name, value));
  }
  const numeric =
    (typeof value === 'number' || field.of === 'metric') &&
    !compare.endsWith('LIKE') &&
    numberOf(value) !== undefined;
  return valueSql(
    field,
    column =>
      compareSql(knex, column, compare, numeric ? Number(value) : `${value}`),
    numeric,
  );
}
