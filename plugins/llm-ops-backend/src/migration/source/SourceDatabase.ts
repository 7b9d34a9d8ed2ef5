import { Knex } from 'knex';
import { columnSql, ColumnType, name } from './sql';
import { OLD_SCHEMA, OldTable, SchemaMapping } from './schema';

/** A row of the old platform; times are ISO 8601 with microseconds, UTC. */
export type SourceRow = Record<string, unknown> & { id: string };

/** Where a pass through a table has come to. */
export interface Position {
  /** Value of the watermark, ISO 8601 with microseconds. */
  at: string;
  id: string;
}

interface Table {
  name: string;
  /** SQL of each assumed column that there is. */
  columns: Map<string, string>;
  /** Columns that are assumed and not there. */
  missing: string[];
}

/** Begin of time, for rows that have no time at all. */
const EPOCH = '1970-01-01T00:00:00.000000Z';

/** Reads the old platform's PostgreSQL; never writes. */
export class SourceDatabase {
  readonly #knex: Knex;
  readonly #tables: Map<OldTable, Table>;

  private constructor(knex: Knex, tables: Map<OldTable, Table>) {
    this.#knex = knex;
    this.#tables = tables;
  }

  /** Looks at the schema that there is, by the names of the mapping. */
  static async open(
    knex: Knex,
    mapping: SchemaMapping = {},
  ): Promise<SourceDatabase> {
    const found = await knex('information_schema.columns')
      .whereRaw('table_schema = any (current_schemas(false))')
      .select('table_name', 'column_name', 'data_type');
    const types = new Map<string, Map<string, ColumnType>>();
    for (const row of found) {
      const columns = types.get(row.table_name) ?? new Map();
      columns.set(row.column_name, row.data_type);
      types.set(row.table_name, columns);
    }
    const tables = new Map<OldTable, Table>();
    for (const [assumed, columns] of Object.entries(OLD_SCHEMA)) {
      const own = mapping[assumed as OldTable];
      const actual = own?.name ?? assumed;
      const there = types.get(actual);
      if (there) {
        const table: Table = { name: actual, columns: new Map(), missing: [] };
        for (const column of columns) {
          const theirs = own?.columns?.[column] ?? column;
          const type = there.get(theirs);
          if (type) {
            table.columns.set(column, columnSql(theirs, type));
          } else {
            table.missing.push(column);
          }
        }
        tables.set(assumed as OldTable, table);
      }
    }
    return new SourceDatabase(knex, tables);
  }

  has(table: OldTable): boolean {
    return this.#tables.has(table);
  }

  missing(table: OldTable): string[] {
    return this.#tables.get(table)?.missing ?? [];
  }

  /** Rows from after a position on. */
  async count(
    table: OldTable,
    watermark: readonly string[],
    after?: Position,
  ): Promise<number> {
    const own = this.#tables.get(table);
    if (!own) {
      return 0;
    }
    const { rows } = await this.#knex.raw(
      `select count(*) as n from ${name(own.name)} ${
        after ? `where (${orderOf(own, watermark).order}) > (?, ?)` : ''
      }`,
      after ? [after.at, after.id] : [],
    );
    return Number(rows[0].n);
  }

  /**
   * A table in batches, in the order of its watermark, as it was when the
   * pass began.
   */
  async *pages(
    table: OldTable,
    options: { watermark: readonly string[]; size: number; after?: Position },
  ): AsyncGenerator<{ rows: SourceRow[]; position: Position }> {
    const own = this.#tables.get(table);
    if (!own) {
      return;
    }
    const { at, order } = orderOf(own, options.watermark);
    const trx = await this.#knex.transaction({
      isolationLevel: 'repeatable read',
      readOnly: true,
    });
    try {
      const { after } = options;
      await trx.raw(
        `declare pass cursor for select ${this.#selection(own)}, ${at} as "_at"
         from ${name(own.name)}
         ${after ? `where (${order}) > (?, ?)` : ''} order by ${order}`,
        after ? [after.at, after.id] : [],
      );
      for (;;) {
        const { rows } = await trx.raw(`fetch ${options.size} from pass`);
        if (rows.length === 0) {
          return;
        }
        const last = rows[rows.length - 1];
        const position = { at: String(last._at), id: String(last.id) };
        for (const row of rows) {
          delete row._at;
        }
        yield { rows, position };
      }
    } finally {
      await trx.rollback();
    }
  }

  /** Rows whose column has one of the values, oldest first. */
  async where(
    table: OldTable,
    column: string,
    values: readonly string[],
    order: readonly string[] = [],
  ): Promise<SourceRow[]> {
    const own = this.#tables.get(table);
    const sql = own?.columns.get(column);
    if (!own || !sql || values.length === 0) {
      return [];
    }
    const ordered = [...order, 'id']
      .map(each => own.columns.get(each))
      .filter(Boolean);
    const { rows } = await this.#knex.raw(
      `select ${this.#selection(own)} from ${name(
        own.name,
      )} where ${sql} = any (?) order by ${ordered.join(', ')}`,
      [[...values]],
    );
    return rows;
  }

  async close(): Promise<void> {
    await this.#knex.destroy();
  }

  #selection(table: Table): string {
    return [...table.columns]
      .map(([column, sql]) => `${sql} as ${name(column)}`)
      .join(', ');
  }
}

/** SQL of a table's watermark, and of the order that it and the id give. */
function orderOf(table: Table, watermark: readonly string[]) {
  const columns = watermark
    .map(column => table.columns.get(column))
    .filter(Boolean);
  const at = `coalesce(${[...columns, `'${EPOCH}'`].join(', ')})`;
  return {
    at,
    order: `${at} collate "C", (${table.columns.get('id')}) collate "C"`,
  };
}
