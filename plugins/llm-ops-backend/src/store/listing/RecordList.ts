import { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import { versionOf } from './versionOf';
import { Listed, Listing, Page, ParameterError } from '../../services/listing';

/** Rows that are read at once from a list without a limit. */
const CHUNK = 1_000;

/** How the rows of a table are listed. */
export interface RecordListOptions<Row, Record> {
  /** Columns that are read; `*` for all. */
  columns: (keyof Row & string)[] | ['*'];
  /** Columns by the names clients sort by; text, and never NULL. */
  sort: { [name: string]: keyof Row & string };
  /** Order when the caller names none, e.g. `-created_at`. */
  defaultSort: string;
  /** Column of the time of making. */
  created: keyof Row & string;
  /** Columns that `q` looks at. */
  search: (keyof Row & string)[];
  toRecord(row: Row): Record;
}

/**
 * Reads a table page by page, by key: a page begins after the last row of the
 * one before, so rows that come or go meanwhile neither repeat nor hide others.
 * Every order ends in `id`, which makes it total.
 */
export class RecordList<Row extends { id: string }, Record> {
  readonly #options: RecordListOptions<Row, Record>;

  constructor(options: RecordListOptions<Row, Record>) {
    this.#options = options;
  }

  /**
   * What the caller asked for: one page, or everything in parts.
   *
   * @param select - makes a fresh query with the list's own conditions
   */
  async read(
    select: () => Knex.QueryBuilder,
    listing: Listing,
  ): Promise<Listed<Record>> {
    if (listing.limit === undefined && listing.cursor === undefined) {
      const query = select();
      this.#narrow(query, listing);
      const sort = listing.sort ?? this.#options.defaultSort;
      return {
        version: await versionOf(query, sort),
        chunks: this.#all(select, listing),
      };
    }
    const limit = listing.limit ?? 100;
    const { records, next } = await this.#page(select, { ...listing, limit });
    return { chunks: one(records), page: { limit, next } };
  }

  async *#all(
    select: () => Knex.QueryBuilder,
    listing: Listing,
  ): AsyncGenerator<Record[]> {
    let cursor: string | undefined;
    do {
      const { records, next } = await this.#page(select, {
        ...listing,
        cursor,
        limit: CHUNK,
      });
      yield records;
      cursor = next;
    } while (cursor);
  }

  async #page(
    select: () => Knex.QueryBuilder,
    listing: Listing & { limit: number },
  ): Promise<Page<Record>> {
    const { columns, toRecord } = this.#options;
    const sort = listing.sort ?? this.#options.defaultSort;
    const query = select().select(...columns);
    this.#narrow(query, listing);
    const column = this.#order(query, sort, listing.cursor);
    const rows: Row[] = await query.limit(listing.limit + 1);
    const more = rows.length > listing.limit;
    const kept = more ? rows.slice(0, listing.limit) : rows;
    const last = kept[kept.length - 1];
    return {
      records: kept.map(toRecord),
      next: more
        ? encodeCursor(sort, { value: String(last[column]), id: last.id })
        : undefined,
    };
  }

  /** Conditions every list understands. */
  #narrow(query: Knex.QueryBuilder, listing: Listing): void {
    const { created, search } = this.#options;
    if (listing.createdAfter) query.where(created, '>=', listing.createdAfter);
    if (listing.createdBefore) query.where(created, '<', listing.createdBefore);
    if (listing.q) {
      const pattern = `%${listing.q
        .toLowerCase()
        .replace(/[\\%_]/g, found => `\\${found}`)}%`;
      query.where(either => {
        for (const column of search) {
          either.orWhereRaw(`lower(??) like ? escape '\\'`, [column, pattern]);
        }
      });
    }
  }

  /** Orders the query and begins after the cursor; gives the sorted column. */
  #order(
    query: Knex.QueryBuilder,
    sort: string,
    cursor: string | undefined,
  ): keyof Row & string {
    const descending = sort.startsWith('-');
    const name = descending ? sort.slice(1) : sort;
    const names = this.#options.sort;
    if (!Object.hasOwn(names, name)) {
      throw new ParameterError(
        'sort',
        `sort=${sort} is not offered; use one of ${Object.keys(names).join(
          ', ',
        )}, with a minus before it for descending`,
      );
    }
    const column = names[name];
    if (cursor) {
      const { value, id } = decodeCursor(cursor, sort);
      query.whereRaw(`(??, ??) ${descending ? '<' : '>'} (?, ?)`, [
        column,
        'id',
        value,
        id,
      ]);
    }
    const order = descending ? 'desc' : 'asc';
    query.orderBy([
      { column, order },
      { column: 'id', order },
    ]);
    return column;
  }
}

async function* one<T>(records: T[]): AsyncGenerator<T[]> {
  yield records;
}

/** The whole list at once, for those who need all of it. */
export async function collect<T>(listed: Listed<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const chunk of listed.chunks) {
    all.push(...chunk);
  }
  return all;
}
