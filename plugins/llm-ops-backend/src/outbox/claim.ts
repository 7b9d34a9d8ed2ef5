import { Knex } from 'knex';
import { isPostgres, nowSql } from '../store/database';
import { OPEN_SQL, Row, toOperation } from './rows';
import { Operation } from './types';

/** How long a claim lasts without renewal unless told otherwise, in milliseconds. */
export const LEASE_MS = 30_000;
/** Lost leases after which an operation is only run alone. */
export const SUSPECT_CRASHES = 3;

/** How many operations of a tool may be taken. */
export interface Share {
  tool: string;
  limit: number;
}

/** Crashes of a row, the one that a lease that ran out stands for included. */
const crashesSql = (o: string) =>
  `${o}crashes + CASE WHEN ${o}state = 'leased' THEN 1 ELSE 0 END`;

const lockSql = (knex: Knex) =>
  isPostgres(knex) ? 'FOR UPDATE OF o SKIP LOCKED' : '';

/** What makes a row due: its time has come, and it is first in its lane. */
function dueSql(knex: Knex): string {
  const now = nowSql(knex);
  return `o.${OPEN_SQL}
    AND ((o.state = 'pending' AND o.next_at <= ${now})
      OR (o.state = 'leased' AND o.lease_until < ${now}))
    AND NOT EXISTS (
      SELECT 1 FROM operations e
      WHERE e.lane = o.lane AND e.seq < o.seq
        AND e.state IN ('pending', 'leased', 'dead'))`;
}

/**
 * Takes operations that are due and first in their lane, of each tool as
 * many as its share says; suspects are left to {@link claimSuspect}.
 *
 * @remarks
 * One statement, on the database's clock. A lease that ran out is taken again
 * and counted as a crash. On PostgreSQL rows another replica is claiming are
 * skipped; SQLite has one writer.
 */
export async function claimOperations(
  knex: Knex,
  options: { shares: Share[]; leaseMs?: number },
): Promise<Operation[]> {
  const shares = options.shares.filter(({ limit }) => limit > 0);
  if (shares.length === 0) {
    return [];
  }
  const arms = shares.map(
    ({ limit }) => `SELECT seq FROM (
      SELECT o.seq FROM operations o
      WHERE o.tool = ? AND ${dueSql(knex)}
        AND ${crashesSql('o.')} < ${SUSPECT_CRASHES}
      ORDER BY o.seq LIMIT ${Math.floor(limit)} ${lockSql(knex)}) AS arm`,
  );
  return take(
    knex,
    arms.join('\nUNION ALL\n'),
    shares.map(({ tool }) => tool),
    options.leaseMs,
  );
}

/**
 * Takes one operation whose lease ran out {@link SUSPECT_CRASHES} times: it
 * may be what kills the process, so that it runs alone.
 */
export async function claimSuspect(
  knex: Knex,
  options: { tools: string[]; leaseMs?: number },
): Promise<Operation | undefined> {
  const { tools } = options;
  if (tools.length === 0) {
    return undefined;
  }
  const [suspect] = await take(
    knex,
    `SELECT seq FROM (
      SELECT o.seq FROM operations o
      WHERE o.tool IN (${tools.map(() => '?').join(',')})
        AND ${dueSql(knex)} AND ${crashesSql('o.')} >= ${SUSPECT_CRASHES}
      ORDER BY o.seq LIMIT 1 ${lockSql(knex)}) AS arm`,
    tools,
    options.leaseMs,
  );
  return suspect;
}

/** Tools of which a suspect is due. */
export async function suspectTools(knex: Knex): Promise<string[]> {
  const rows = await knex({ o: 'operations' })
    .whereRaw(`${dueSql(knex)} AND ${crashesSql('o.')} >= ${SUSPECT_CRASHES}`)
    .distinct('o.tool');
  return rows.map(({ tool }) => tool);
}

async function take(
  knex: Knex,
  due: string,
  bindings: string[],
  leaseMs = LEASE_MS,
): Promise<Operation[]> {
  const now = nowSql(knex);
  const answer = await knex.raw(
    `WITH due AS MATERIALIZED (${due})
     UPDATE operations SET
       crashes = ${crashesSql('')},
       state = 'leased', fence = fence + 1,
       lease_until = ${now} + ${Math.floor(leaseMs)}, updated_at = ${now}
     WHERE seq IN (SELECT seq FROM due)
     RETURNING *`,
    bindings,
  );
  const rows: Row[] = isPostgres(knex) ? answer.rows : answer;
  return rows.map(toOperation).sort((a, b) => a.seq - b.seq);
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
  return updateClaimed(knex, operation, { lease_until: after(knex, leaseMs) });
}

/** SQL value that lies `ms` after now on the database's clock. */
export function after(knex: Knex, ms: number): Knex.Raw {
  return knex.raw(`${nowSql(knex)} + ${Math.round(ms)}`);
}

/** Tools that have open operations. */
export async function openTools(knex: Knex): Promise<string[]> {
  const rows = await knex('operations').whereRaw(OPEN_SQL).distinct('tool');
  return rows.map(({ tool }) => tool);
}
