import { Knex } from 'knex';
import { RunPlace, RunSort } from '../../services/runs/types';
import { COLUMNS } from './runFilter';

/** A part of an order: runs that have something to be sorted by, or none. */
export interface OrderPart {
  /** What is sorted by; undefined for runs that lack it, which go by their id. */
  column?: string;
  /** Narrows a query over `experiment_runs r` to the runs of the part. */
  narrow(query: Knex.QueryBuilder): void;
}

/**
 * The parts of an order, one after the other: runs with a number, then those
 * with a text, then those without. Each part is read along an index, so that a
 * page costs the same among a hundred runs and a hundred thousand.
 */
export function partsOf({ field }: RunSort): OrderPart[] {
  if (field.of === 'attribute') {
    const column = COLUMNS[field.name];
    return [
      { column, narrow: query => query.whereRaw(`${column} IS NOT NULL`) },
      { narrow: query => query.whereRaw(`${column} IS NULL`) },
    ];
  }
  const { of, name } = field;
  const joined = (query: Knex.QueryBuilder) =>
    query.join('run_values as s', join =>
      join
        .on('s.run_id', 'r.id')
        .andOnVal('s.kind', '=', of)
        .andOnVal('s.name', '=', name),
    );
  const numbers: OrderPart = {
    column: 's.num',
    narrow: query => joined(query).whereNotNull('s.num'),
  };
  const texts: OrderPart = {
    column: 's.text',
    narrow: query => joined(query).whereNull('s.num'),
  };
  const none: OrderPart = {
    narrow: query =>
      query.whereRaw(
        `NOT EXISTS (SELECT 1 FROM run_values s WHERE s.run_id = r.id AND s.kind = ? AND s.name = ?${
          of === 'metric' ? ' AND s.num IS NOT NULL' : ''
        })`,
        [of, name],
      ),
  };
  return of === 'metric' ? [numbers, none] : [numbers, texts, none];
}

/** Orders a part, and begins it after a place within it. */
export function orderPart(
  query: Knex.QueryBuilder,
  { column }: OrderPart,
  descending: boolean,
  after?: RunPlace,
): void {
  const direction = descending ? 'desc' : 'asc';
  const past = descending ? '<' : '>';
  if (column === undefined) {
    query.orderBy('r.id', direction);
    if (after) {
      query.where('r.id', past, after.id);
    }
    return;
  }
  query.orderByRaw(`${column} ${direction}, r.id ${direction}`);
  if (after && after.value !== null) {
    query.whereRaw(`(${column}, r.id) ${past} (?, ?)`, [after.value, after.id]);
  }
}
