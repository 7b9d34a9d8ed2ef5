import { Knex } from 'knex';
import { findRows } from '../../store/migration/journal';
import { MigrationContext } from '../types';

/** Who records belong to that name no one. */
export const OLD_PLATFORM = 'old-platform';

/** Notes what was changed; gives the value. */
export class Notes {
  readonly list: string[] = [];

  /** The value, or a default that is noted. */
  or<T>(value: T | undefined, fallback: T, column: string): T {
    if (value === undefined) {
      this.list.push(`${column} was empty: ${fallback}`);
      return fallback;
    }
    return value;
  }

  /** One of a few words, or a default that is noted. */
  among<T extends string>(
    value: string | undefined,
    words: readonly T[],
    fallback: T,
    column: string,
  ): T {
    if (words.includes(value as T)) {
      return value as T;
    }
    this.list.push(`${column} was ${value ?? 'empty'}: ${fallback}`);
    return fallback;
  }

  add(note: string): void {
    this.list.push(note);
  }
}

/** Place of an object here, when it is in the old platform's bucket. */
export function mapUri(
  uri: string | undefined,
  { sourceStore, objectStore }: MigrationContext,
): string | undefined {
  const prefix = sourceStore.uri('');
  return uri?.startsWith(prefix)
    ? objectStore.uri(uri.slice(prefix.length))
    : uri;
}

/**
 * A version that no other record of the name has: the old platform did not
 * always keep names unique.
 */
export async function freeVersion(
  knex: Knex,
  table: string,
  record: { id: string; version: string },
  where: Record<string, string>,
): Promise<string> {
  const other = await knex(table)
    .where({ ...where, version: record.version })
    .whereNot({ id: record.id })
    .first('id');
  return other ? `${record.version}-${record.id.slice(0, 8)}` : record.version;
}

/** Rows of this platform as they stand, without what only it knows. */
export async function currentRows(
  context: MigrationContext,
  table: string,
  ids: string[],
  pick: (row: Record<string, any>) => unknown,
): Promise<Map<string, unknown>> {
  const rows = await findRows(context.database, table, ids);
  return new Map([...rows].map(([id, row]) => [id, pick(row)]));
}

/** Which of the ids a table has. */
export async function existing(
  knex: Knex,
  table: string,
  ids: (string | undefined)[],
): Promise<Set<string>> {
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))];
  const rows = await knex(table).whereIn('id', wanted).select('id');
  return new Set(rows.map(row => String(row.id)));
}
