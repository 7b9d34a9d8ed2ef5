import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { OwnedKind, whereReach } from './reach';

/** How many records there are, and how many of them are ready. */
export interface RecordCount {
  total: number;
  ready: number;
}

/** Counts the records within reach, and those that meet a condition, in SQL. */
export async function countRecords(
  knex: Knex,
  { kind, table, ready }: { kind: OwnedKind; table: string; ready: string },
  reach: Reach,
): Promise<RecordCount> {
  const query = knex(table);
  whereReach(query, kind, reach);
  const [row] = await query.select(
    knex.raw('count(*) as total'),
    knex.raw(`sum(case when ${ready} then 1 else 0 end) as ready`),
  );
  return { total: Number(row.total), ready: Number(row.ready ?? 0) };
}
