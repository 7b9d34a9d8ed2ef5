import { randomUUID } from 'node:crypto';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { fromJson, nowSql, toJson } from '../store/database';
import { whereReach } from '../store/reach';
import { NewOperation, Operation, OperationState } from './types';

/** How long a claim lasts without renewal unless told otherwise, in milliseconds. */
export const LEASE_MS = 30_000;

const OPEN: OperationState[] = ['pending', 'leased', 'dead'];

interface Row {
  seq: string | number;
  id: string;
  kind: string;
  tool: string;
  lane: string;
  title: string;
  payload: string;
  state: OperationState;
  attempts: number;
  unavailable: number;
  crashes: number;
  fence: number;
  next_at: string | number;
  unavailable_since: string | number | null;
  error: string | null;
  progress: string | null;
  result: string | null;
  created_by: string;
  created_at: string | number;
  updated_at: string | number;
}

const iso = (ms: string | number) => new Date(Number(ms)).toISOString();

function toOperation(row: Row): Operation {
  return {
    id: row.id,
    seq: Number(row.seq),
    kind: row.kind,
    tool: row.tool,
    lane: row.lane,
    title: row.title,
    payload: fromJson(row.payload) ?? {},
    state: row.state,
    attempts: row.attempts,
    unavailable: row.unavailable,
    crashes: row.crashes,
    fence: row.fence,
    nextAt: iso(row.next_at),
    unavailableSince:
      row.unavailable_since === null ? undefined : iso(row.unavailable_since),
    error: row.error ?? undefined,
    progress: fromJson(row.progress),
    result: fromJson(row.result),
    createdBy: row.created_by,
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
  };
}

/** Inserts an operation that is due now. */
export async function insertOperation(
  knex: Knex,
  operation: NewOperation,
): Promise<string> {
  const id = randomUUID();
  const now = knex.raw(nowSql(knex));
  await knex('operations').insert({
    id,
    kind: operation.kind,
    tool: operation.tool,
    lane: operation.lane,
    title: operation.title,
    payload: toJson(operation.payload),
    state: 'pending',
    next_at: now,
    created_by: operation.createdBy,
    created_at: now,
    updated_at: now,
  });
  return id;
}

/**
 * Takes up to `limit` operations that are due and first in their lane.
 *
 * @remarks
 * One statement, on the database's clock. A lease that ran out is taken again
 * and counted as a crash. On PostgreSQL rows another replica is claiming are
 * skipped; SQLite has one writer.
 */
export async function claimOperations(
  knex: Knex,
  options: { limit: number; blockedTools: string[]; leaseMs?: number },
): Promise<Operation[]> {
  const now = nowSql(knex);
  const postgres = knex.client.config.client === 'pg';
  const blocked = options.blockedTools;
  const leaseMs = Math.floor(options.leaseMs ?? LEASE_MS);
  const rows = await knex.raw(
    `UPDATE operations SET
       crashes = crashes + CASE WHEN state = 'leased' THEN 1 ELSE 0 END,
       state = 'leased', fence = fence + 1,
       lease_until = ${now} + ${leaseMs}, updated_at = ${now}
     WHERE seq IN (
       SELECT o.seq FROM operations o
       WHERE ((o.state = 'pending' AND o.next_at <= ${now})
           OR (o.state = 'leased' AND o.lease_until < ${now}))
         AND NOT EXISTS (
           SELECT 1 FROM operations e
           WHERE e.lane = o.lane AND e.seq < o.seq
             AND e.state IN ('pending', 'leased', 'dead'))
         ${
           blocked.length > 0
             ? `AND o.tool NOT IN (${blocked.map(() => '?').join(',')})`
             : ''
         }
       ORDER BY o.seq LIMIT ${Math.max(0, Math.floor(options.limit))}
       ${postgres ? 'FOR UPDATE OF o SKIP LOCKED' : ''})
     RETURNING *`,
    blocked,
  );
  const claimed: Row[] = postgres ? rows.rows : rows;
  return claimed.map(toOperation).sort((a, b) => a.seq - b.seq);
}

/** Changes a claimed operation; false when the lease was lost meanwhile. */
export async function updateClaimed(
  knex: Knex,
  operation: Operation,
  change: Record<string, unknown>,
): Promise<boolean> {
  const count = await knex('operations')
    .where({ id: operation.id, fence: operation.fence, state: 'leased' })
    .update({ ...change, updated_at: knex.raw(nowSql(knex)) });
  return count === 1;
}

/** Puts the end of the lease off; false when it was lost. */
export function renewLease(
  knex: Knex,
  operation: Operation,
  leaseMs = LEASE_MS,
) {
  return updateClaimed(knex, operation, {
    lease_until: knex.raw(`${nowSql(knex)} + ${Math.floor(leaseMs)}`),
  });
}

/** SQL value that lies `ms` after now on the database's clock. */
export function after(knex: Knex, ms: number): Knex.Raw {
  return knex.raw(`${nowSql(knex)} + ${Math.round(ms)}`);
}

export async function findOperation(
  knex: Knex,
  id: string,
): Promise<Operation | undefined> {
  const row = await knex<Row>('operations').where({ id }).first();
  return row && toOperation(row as Row);
}

/** Newest first; `before` is the `seq` of the last one of the page before. */
export async function listOperations(
  knex: Knex,
  filter: {
    state?: string;
    tool?: string;
    lane?: string;
    before?: number;
    limit: number;
    reach?: Reach;
  },
): Promise<Operation[]> {
  const query = knex<Row>('operations')
    .orderBy('seq', 'desc')
    .limit(filter.limit);
  whereReach(query, 'operation', filter.reach);
  for (const key of ['state', 'tool', 'lane'] as const) {
    const value = filter[key];
    if (value !== undefined) {
      query.where(key, value);
    }
  }
  if (filter.before !== undefined) {
    query.where('seq', '<', filter.before);
  }
  return (await query).map(row => toOperation(row as Row));
}

/** The operation a lane is at: its first open one, else its newest. */
export async function latestOfLane(
  knex: Knex,
  lane: string,
): Promise<Operation | undefined> {
  const open = await knex<Row>('operations')
    .where({ lane })
    .whereIn('state', OPEN)
    .orderBy('seq')
    .first();
  const row =
    open ??
    (await knex<Row>('operations')
      .where({ lane })
      .orderBy('seq', 'desc')
      .first());
  return row && toOperation(row as Row);
}

/** The first open operation of each lane that has one. */
export async function openOfLanes(
  knex: Knex,
  lanes: string[],
): Promise<Operation[]> {
  if (lanes.length === 0) {
    return [];
  }
  const first = knex('operations')
    .min('seq')
    .whereIn('lane', lanes)
    .whereIn('state', OPEN)
    .groupBy('lane');
  const rows = await knex<Row>('operations').whereIn('seq', first);
  return rows.map(row => toOperation(row as Row));
}

/** Number of operations that wait for a tool. */
export async function countWaiting(knex: Knex, tool: string): Promise<number> {
  const row = await knex('operations')
    .where({ tool })
    .whereIn('state', ['pending', 'leased'])
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
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
