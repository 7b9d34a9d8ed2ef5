import { Knex } from 'knex';
import { fromJson, nowSql, toJson } from '../database';

/** Whose key it is, and for what. */
export interface KeyId {
  actor: string;
  operation: string;
  key: string;
}

/** The right to carry out the write of a key, until the lease ends. */
export interface Reservation extends KeyId {
  fence: number;
}

/** An answer that was given. */
export interface StoredAnswer {
  code: number;
  headers: Record<string, string>;
  body: unknown;
}

/** What a key is good for. */
export type Claim =
  | { kind: 'mine'; reservation: Reservation }
  | { kind: 'answered'; answer: StoredAnswer }
  /** Somebody is at it. */
  | { kind: 'running' }
  /** It was carried out by a process that died before it could answer. */
  | { kind: 'lost' }
  /** It was used for another request. */
  | { kind: 'other' };

interface Row {
  body_hash: string;
  state: 'running' | 'committed' | 'done';
  fence: number;
  code: number | null;
  headers: string | null;
  body: string | null;
  expired: boolean | number;
}

const TABLE = 'idempotency_keys';
const at = ({ actor, operation, key }: KeyId) => ({
  actor_id: actor,
  operation,
  key,
});
const leaseEnd = (knex: Knex, ms: number) =>
  knex.raw(`${nowSql(knex)} + ${Math.round(ms)}`);

/**
 * Claims a key. A claim whose process died is taken over when its lease ends,
 * unless its effect is there already.
 */
export async function claimKey(
  knex: Knex,
  id: KeyId,
  bodyHash: string,
  leaseMs: number,
): Promise<Claim> {
  const inserted = await knex(TABLE)
    .insert({
      ...at(id),
      body_hash: bodyHash,
      state: 'running',
      fence: 1,
      lease_until: leaseEnd(knex, leaseMs),
      created_at: knex.raw(nowSql(knex)),
    })
    .onConflict(['actor_id', 'operation', 'key'])
    .ignore()
    .returning('fence');
  if (inserted.length > 0) {
    return { kind: 'mine', reservation: { ...id, fence: 1 } };
  }
  const row: Row | undefined = await knex(TABLE)
    .where(at(id))
    .select('*')
    .select(knex.raw(`lease_until < ${nowSql(knex)} as expired`))
    .first();
  if (!row) {
    return { kind: 'running' };
  }
  if (row.body_hash !== bodyHash) {
    return { kind: 'other' };
  }
  if (row.state === 'done') {
    return {
      kind: 'answered',
      answer: {
        code: row.code ?? 200,
        headers: fromJson(row.headers) ?? {},
        body: fromJson(row.body),
      },
    };
  }
  if (!row.expired) {
    return { kind: 'running' };
  }
  return row.state === 'committed'
    ? { kind: 'lost' }
    : takeOver(knex, id, row.fence, leaseMs);
}

async function takeOver(
  knex: Knex,
  id: KeyId,
  fence: number,
  leaseMs: number,
): Promise<Claim> {
  const taken = await knex(TABLE)
    .where({ ...at(id), fence, state: 'running' })
    .whereRaw(`lease_until < ${nowSql(knex)}`)
    .update({ fence: fence + 1, lease_until: leaseEnd(knex, leaseMs) });
  return taken === 1
    ? { kind: 'mine', reservation: { ...id, fence: fence + 1 } }
    : { kind: 'running' };
}

const held = (knex: Knex, reservation: Reservation) =>
  knex(TABLE)
    .where({ ...at(reservation), fence: reservation.fence })
    .whereNot('state', 'done');

/** Puts the end of the lease off. */
export async function renewKey(
  knex: Knex,
  reservation: Reservation,
  leaseMs: number,
): Promise<void> {
  await held(knex, reservation).update({
    lease_until: leaseEnd(knex, leaseMs),
  });
}

/** Says that the effect is there, in its own transaction; false when the claim was lost. */
export async function commitKey(
  trx: Knex,
  reservation: Reservation,
): Promise<boolean> {
  return (await held(trx, reservation).update({ state: 'committed' })) === 1;
}

/** Keeps the answer for those who ask again. */
export async function answerKey(
  knex: Knex,
  reservation: Reservation,
  { code, headers, body }: StoredAnswer,
): Promise<void> {
  await held(knex, reservation).update({
    state: 'done',
    code,
    headers: toJson(headers),
    body: toJson(body),
  });
}

/** Gives the key back, so that the write can be tried again; unless its effect is there. */
export async function releaseKey(
  knex: Knex,
  reservation: Reservation,
): Promise<void> {
  await held(knex, reservation).where({ state: 'running' }).delete();
}

/** Forgets keys that are older; gives their number. */
export function pruneKeys(knex: Knex, ageMs: number): Promise<number> {
  return knex(TABLE)
    .where('created_at', '<', leaseEnd(knex, -ageMs))
    .where('lease_until', '<', knex.raw(nowSql(knex)))
    .delete();
}
