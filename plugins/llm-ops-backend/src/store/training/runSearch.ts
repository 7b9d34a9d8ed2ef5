import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { Expression, RunPlace, RunSort } from '../../services/runs/types';
import { whereReach } from '../reach';
import { filterSql } from './runFilter';
import { orderPart, partsOf } from './runOrder';
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

/**
 * One page of the runs that fit, in order; runs without what is sorted by come
 * last. Pages begin after the last run of the one before, so that runs that
 * come meanwhile neither repeat nor hide others.
 */
export async function searchRuns(
  knex: Knex,
  search: RunSearch,
): Promise<{ runs: RunRecord[]; last?: RunPlace }> {
  const { sort, limit, after } = search;
  const found: RunPlace[] = [];
  for (const [at, part] of partsOf(sort).entries()) {
    if (found.length <= limit && at >= (after?.part ?? 0)) {
      const query = knex
        .from('experiment_runs as r')
        .join('training_jobs as j', 'j.id', 'r.job_id')
        .select('r.id', { value: knex.raw(part.column ?? 'NULL') })
        .limit(limit + 1 - found.length);
      part.narrow(query);
      narrowTo(knex, query, search);
      orderPart(
        query,
        part,
        sort.descending,
        at === after?.part ? after : undefined,
      );
      const rows: { id: string; value: string | number | null }[] = await query;
      found.push(...rows.map(row => ({ ...row, part: at })));
    }
  }
  const page = found.slice(0, limit);
  return {
    runs: await listByIds(
      knex,
      page.map(({ id }) => id),
    ),
    last: found.length > limit ? page[page.length - 1] : undefined,
  };
}

/** Narrows a query to what is asked for, and to what is within reach. */
function narrowTo(
  knex: Knex,
  query: Knex.QueryBuilder,
  { filter, text, reach }: RunSearch,
): void {
  if (filter) {
    query.whereRaw(...filterSql(knex, filter));
  }
  if (text) {
    const like = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.where(any => {
      for (const column of SEARCHED) {
        any.orWhereRaw(`lower(${column}) LIKE ? ESCAPE '\\'`, [like]);
      }
    });
  }
  if (reach !== undefined && reach !== 'all') {
    const within = knex('experiment_runs').select('experiment_runs.id');
    whereReach(within, 'run', reach);
    query.whereIn('r.id', within);
  }
}
