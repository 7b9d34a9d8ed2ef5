import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import {
  Expression,
  Field,
  RunPlace,
  RunSort,
} from '../../services/runs/types';
import { whereReach } from '../reach';
import { COLUMNS, filterSql } from './runFilter';
import { listByIds } from './runs';
import { RunRecord } from '../../services/training/types';

/** Columns that a free text is looked for in. */
const SEARCHED = ['r.run_name', 'r.experiment_name', 'j.submitted_by', 'j.id'];

export interface RunSearch {
  filter?: Expression;
  /** Text within name, experiment, owner or job, in any case. */
  text?: string;
  sort: RunSort;
  limit: number;
  /** After which run the page begins. */
  after?: RunPlace;
  reach?: Reach;
}

const sortsByNumber = ({ of }: Field) => of !== 'attribute';

/** SQL of what is sorted by, and its bindings; NULL for runs that lack it. */
function sortSql({ field }: RunSort): [string, string[]] {
  return field.of === 'attribute'
    ? [COLUMNS[field.name], []]
    : [
        '(SELECT v.num FROM run_values v WHERE v.run_id = r.id AND v.kind = ? AND v.name = ?)',
        [field.of, field.name],
      ];
}

/**
 * One page of the runs that fit, in order; runs without what is sorted by come
 * last. Pages begin after the last run of the one before, so that runs that
 * come meanwhile neither repeat nor hide others.
 */
export async function searchRuns(
  knex: Knex,
  search: RunSearch,
): Promise<{ runs: RunRecord[]; last?: RunPlace }> {
  const { filter, text, sort, limit, after } = search;
  const [sql, bindings] = sortSql(sort);
  const inner = knex('experiment_runs')
    .select({ id: 'r.id', sorted: knex.raw(sql, bindings) })
    .from('experiment_runs as r')
    .join('training_jobs as j', 'j.id', 'r.job_id');
  if (filter) {
    inner.whereRaw(...filterSql(knex, filter));
  }
  if (text) {
    const like = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    inner.where(query => {
      for (const column of SEARCHED) {
        query.orWhereRaw(`lower(${column}) LIKE ? ESCAPE '\\'`, [like]);
      }
    });
  }
  if (search.reach !== undefined && search.reach !== 'all') {
    const within = knex('experiment_runs').select('experiment_runs.id');
    whereReach(within, 'run', search.reach);
    inner.whereIn('r.id', within);
  }
  const page = knex
    .from(inner.as('found'))
    .select<{ id: string; sorted: string | number | null }[]>('id', 'sorted');
  if (after) {
    wherePast(page, after, sort.descending);
  }
  const rows = await page
    .orderByRaw('CASE WHEN sorted IS NULL THEN 1 ELSE 0 END')
    .orderBy('sorted', sort.descending ? 'desc' : 'asc')
    .orderBy('id')
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown[shown.length - 1];
  return {
    runs: await listByIds(
      knex,
      shown.map(({ id }) => id),
    ),
    last:
      rows.length > limit
        ? {
            id: last.id,
            value:
              last.sorted !== null && sortsByNumber(sort.field)
                ? Number(last.sorted)
                : last.sorted,
          }
        : undefined,
  };
}

function wherePast(
  query: Knex.QueryBuilder,
  { id, value }: RunPlace,
  descending: boolean,
): void {
  if (value === null) {
    query.whereNull('sorted').where('id', '>', id);
    return;
  }
  query.where(past =>
    past
      .where('sorted', descending ? '<' : '>', value)
      .orWhere(same => same.where('sorted', value).where('id', '>', id))
      .orWhereNull('sorted'),
  );
}
