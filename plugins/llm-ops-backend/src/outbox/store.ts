import { randomUUID } from 'node:crypto';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { isPostgres, nowSql, toJson } from '../store/database';
import { whereReach } from '../store/reach';
import { HOLDING_SQL, iso, OPEN_SQL, Row, toOperation } from './rows';
import { NewOperation, Operation, OperationState } from './types';

/**
 * Inserts an operation that is due now.
 *
 * @remarks
 * `seq` is given at insertion, but rows are seen at commit. On PostgreSQL the
 * lane is locked until then, so that what is inserted later in a lane is also
 * seen later; SQLite has one writer.
 */
export async function insertOperation(
  knex: Knex,
  operation: NewOperation,
): Promise<string> {
  const id = randomUUID();
  const now = knex.raw(nowSql(knex));
  if (isPostgres(knex)) {
    await knex.raw(
      "SELECT pg_advisory_xact_lock(hashtextextended('llm-ops.lane:' || ?, 0))",
      [operation.lane],
    );
  }
  await knex('operations').insert({
    id,
    kind: operation.kind,
    tool: operation.tool,
    lane: operation.lane,
    title: operation.title,
    payload: toJson(operation.payload),
    payload_version: operation.payloadVersion ?? 1,
    state: 'pending',
    next_at: now,
    created_by: operation.createdBy,
    created_at: now,
    updated_at: now,
  });
  return id;
}

export async function findOperation(
  knex: Knex,
  id: string,
): Promise<Operation | undefined> {
  const row = await knex<Row>('operations').where({ id }).first();
  return row && toOperation(row as Row);
}

/** What a list of operations is narrowed to. */
export interface OperationFilter {
  /** A state, or `open` for all in which it holds its lane. */
  state?: string;
  tool?: string;
  lane?: string;
  kind?: string;
  createdBy?: string;
  /** Text within the title or the last failure. */
  text?: string;
}

/** Newest first; `before` is the `seq` of the last one of the page before. */
export async function listOperations(
  knex: Knex,
  filter: OperationFilter & { before?: number; limit: number; reach?: Reach },
): Promise<Operation[]> {
  const query = knex<Row>('operations')
    .orderBy('seq', 'desc')
    .limit(filter.limit);
  whereReach(query, 'operation', filter.reach);
  const columns = {
    state: filter.state === 'open' ? undefined : filter.state,
    tool: filter.tool,
    lane: filter.lane,
    kind: filter.kind,
    created_by: filter.createdBy,
  };
  for (const [column, value] of Object.entries(columns)) {
    if (value !== undefined) {
      query.where(column, value);
    }
  }
  if (filter.state === 'open') {
    query.whereRaw(HOLDING_SQL);
  }
  if (filter.text) {
    const like = `%${filter.text
      .toLocaleLowerCase('en-US')
      .replace(/[\\%_]/g, '\\$&')}%`;
    query.whereRaw(
      `(lower(title) LIKE ? ESCAPE '\\' OR lower(coalesce(error, '')) LIKE ? ESCAPE '\\')`,
      [like, like],
    );
  }
  if (filter.before !== undefined) {
    query.where('seq', '<', filter.before);
  }
  return (await query).map(row => toOperation(row as Row));
}

/** First open operation of each of the lanes; lanes without one are left out. */
export async function headsOfLanes(
  knex: Knex,
  lanes: string[],
): Promise<Operation[]> {
  const rows = await knex<Row>('operations').whereIn(
    'seq',
    knex('operations')
      .min('seq')
      .whereIn('lane', lanes)
      .whereRaw(HOLDING_SQL)
      .groupBy('lane'),
  );
  return rows.map(row => toOperation(row as Row));
}

/** The operation a lane is at: its first open one, else its newest. */
export async function latestOfLane(
  knex: Knex,
  lane: string,
): Promise<Operation | undefined> {
  const [open] = await headsOfLanes(knex, [lane]);
  if (open) {
    return open;
  }
  const row = await knex<Row>('operations')
    .where({ lane })
    .orderBy('seq', 'desc')
    .first();
  return row && toOperation(row as Row);
}

/** Number of operations that wait, by tool. */
export async function countWaiting(knex: Knex): Promise<Map<string, number>> {
  const rows = await knex('operations')
    .select<{ tool: string; n: number }[]>('tool', knex.raw('count(*) AS n'))
    .whereRaw(OPEN_SQL)
    .groupBy('tool');
  return new Map(rows.map(row => [row.tool, Number(row.n)]));
}

/** An outage of a tool, as operations that tried it found it. */
export interface Outage {
  /** ISO 8601. */
  since: string;
  error: string;
}

/** Tools that operations wait for because they are away. */
export async function findOutages(knex: Knex): Promise<Map<string, Outage>> {
  const rows = await knex('operations')
    .select<{ tool: string; since: string | number; error: string }[]>(
      'tool',
      knex.raw('min(unavailable_since) AS since'),
      knex.raw('max(error) AS error'),
    )
    .whereRaw(OPEN_SQL)
    .whereNotNull('unavailable_since')
    .whereNull('waits_for')
    .groupBy('tool');
  return new Map(
    rows.map(({ tool, since, error }) => [tool, { since: iso(since), error }]),
  );
}

/** Moves an operation by hand; false when it is not in one of `from`. */
export async function moveOperation(
  knex: Knex,
  id: string,
  from: OperationState[],
  change: Record<string, unknown>,
): Promise<boolean> {
  const count = await knex('operations')
    .where({ id })
    .whereIn('state', from)
    .update({ ...change, updated_at: knex.raw(nowSql(knex)) });
  return count === 1;
}

/** Rows removed by one statement. */
const REMOVE_BATCH = 500;

/** Removes what ended more than `olderThanMs` ago, in small batches. */
export async function removeEnded(
  knex: Knex,
  olderThanMs: number,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const rows = await knex('operations')
      .select('id')
      .whereRaw("state IN ('done', 'cancelled')")
      .whereRaw(`updated_at < ${nowSql(knex)} - ${Math.floor(olderThanMs)}`)
      .orderBy('updated_at')
      .limit(REMOVE_BATCH);
    const ids = rows.map(row => row.id);
    if (ids.length === 0) {
      return removed;
    }
    await knex('operation_events').whereIn('operation_id', ids).delete();
    removed += await knex('operations').whereIn('id', ids).delete();
  }
}
