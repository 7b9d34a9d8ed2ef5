import { Knex } from 'knex';
import { fromJson, toJson } from '../database';

export type ItemState = 'intended' | 'done' | 'left_out';

/** What became of one record of the old platform. */
export interface JournalItem {
  kind: string;
  id: string;
  /** SHA-256 of the source. */
  hash: string;
  state: ItemState;
  reason?: string;
  note?: string;
  /** Row that was there before; none when the migration made it. */
  before?: Record<string, unknown>;
  /** What was made at tools. */
  refs?: Record<string, unknown>;
}

export interface Pass {
  position?: { at: string; id: string };
  complete: boolean;
}

interface Row {
  kind: string;
  id: string;
  hash: string;
  state: ItemState;
  reason: string | null;
  note: string | null;
  before: string | null;
  refs: string | null;
}

function toItem(row: Row): JournalItem {
  return {
    kind: row.kind,
    id: row.id,
    hash: row.hash,
    state: row.state,
    reason: row.reason ?? undefined,
    note: row.note ?? undefined,
    before: fromJson(row.before),
    refs: fromJson(row.refs),
  };
}

const now = () => new Date().toISOString();

export async function findItems(
  knex: Knex,
  kind: string,
  ids: string[],
): Promise<Map<string, JournalItem>> {
  const rows = await knex<Row>('migration_items')
    .where({ kind })
    .whereIn('id', ids);
  return new Map(rows.map(row => [row.id, toItem(row as Row)]));
}

/** Items of a kind in the order of their ids, from after one of them. */
export async function listItems(
  knex: Knex,
  kind: string,
  options: { state?: ItemState; after?: string; limit: number },
): Promise<JournalItem[]> {
  const query = knex<Row>('migration_items')
    .where({ kind })
    .orderBy('id')
    .limit(options.limit);
  if (options.state) query.where('state', options.state);
  if (options.after) query.where('id', '>', options.after);
  return (await query).map(row => toItem(row as Row));
}

export async function countItems(
  knex: Knex,
  kind: string,
): Promise<Record<ItemState, number>> {
  const rows: { state: ItemState; n: unknown }[] = await knex('migration_items')
    .where({ kind })
    .groupBy('state')
    .select('state')
    .count({ n: '*' });
  return Object.assign(
    { intended: 0, done: 0, left_out: 0 },
    Object.fromEntries(rows.map(row => [row.state, Number(row.n)])),
  );
}

/** Writes items, new or not. */
export async function saveItems(
  knex: Knex,
  items: JournalItem[],
): Promise<void> {
  if (items.length === 0) {
    return;
  }
  await knex('migration_items')
    .insert(
      items.map(item => ({
        kind: item.kind,
        id: item.id,
        hash: item.hash,
        state: item.state,
        reason: item.reason ?? null,
        note: item.note ?? null,
        before: toJson(item.before),
        refs: toJson(item.refs),
        updated_at: now(),
      })),
    )
    .onConflict(['kind', 'id'])
    .merge();
}

export async function deleteItem(
  knex: Knex,
  kind: string,
  id: string,
): Promise<void> {
  await knex('migration_items').where({ kind, id }).delete();
}

export async function findPass(knex: Knex, kind: string): Promise<Pass> {
  const row = await knex('migration_passes').where({ kind }).first();
  return {
    position: fromJson(row?.position),
    complete: Boolean(row?.complete),
  };
}

export async function savePass(
  knex: Knex,
  kind: string,
  pass: Pass,
): Promise<void> {
  await knex('migration_passes')
    .insert({
      kind,
      position: toJson(pass.position),
      complete: pass.complete,
      updated_at: now(),
    })
    .onConflict('kind')
    .merge();
}

export async function deletePass(knex: Knex, kind: string): Promise<void> {
  await knex('migration_passes').where({ kind }).delete();
}

/** Rows of a table as they stand, by id. */
export async function findRows(
  knex: Knex,
  table: string,
  ids: string[],
): Promise<Map<string, Record<string, unknown>>> {
  const rows = await knex(table).whereIn('id', ids);
  return new Map(rows.map(row => [String(row.id), row]));
}

/** Puts a row back as it was, or removes the one that was not there. */
export async function restoreRow(
  knex: Knex,
  table: string,
  id: string,
  before: Record<string, unknown> | undefined,
): Promise<void> {
  if (!before) {
    await knex(table).where({ id }).delete();
  } else if ((await knex(table).where({ id }).update(before)) === 0) {
    await knex(table).insert(before);
  }
}
