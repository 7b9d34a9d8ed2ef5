import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { NotFoundError } from '@backstage/errors';
import { ColumnSchema } from '@llm-ops/plugin-llm-ops-node';
import { text } from './sql';

/** Memory one operation may use. */
const MEMORY_LIMIT = '1GB';

/** One open DuckLake catalog: a data set's table and its snapshots. */
export class Lake {
  readonly #connection: DuckDBConnection;
  readonly #instance: DuckDBInstance;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Opens the catalog in `directory`, making it when there is none. */
  static async open(directory: string, extensions: string): Promise<Lake> {
    await mkdir(join(directory, 'data'), { recursive: true });
    const instance = await DuckDBInstance.create(':memory:', {
      allow_unsigned_extensions: 'true',
      autoinstall_known_extensions: 'false',
      memory_limit: MEMORY_LIMIT,
      threads: '2',
    });
    const connection = await instance.connect();
    const lake = new Lake(instance, connection);
    try {
      await lake.run(
        `LOAD ${text(join(extensions, 'ducklake.duckdb_extension'))}`,
      );
      await lake.run(
        `ATTACH ${text(
          `ducklake:${join(directory, 'catalog.ducklake')}`,
        )} AS lake (DATA_PATH ${text(`${join(directory, 'data')}/`)})`,
      );
    } catch (error) {
      lake.close();
      throw error;
    }
    return lake;
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** Rows as JSON values; 64-bit numbers come as text. */
  async rows(sql: string): Promise<Record<string, unknown>[]> {
    const reader = await this.#connection.runAndReadAll(sql);
    return reader.getRowObjectsJson() as Record<string, unknown>[];
  }

  async number(sql: string): Promise<number> {
    const [row] = await this.rows(sql);
    return Number(Object.values(row)[0] ?? 0);
  }

  /** Everything or nothing; the snapshot carries the key. */
  async commit(
    key: string,
    message: string,
    work: () => Promise<void>,
  ): Promise<void> {
    await this.run('BEGIN');
    try {
      await work();
      await this.run(
        `CALL lake.set_commit_message('llm-ops', ${text(
          message,
        )}, extra_info => ${text(JSON.stringify({ key }))})`,
      );
      await this.run('COMMIT');
    } catch (error) {
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Snapshot made with a key, if there is one. */
  async snapshotOf(key: string): Promise<number | undefined> {
    const [row] = await this.rows(
      `SELECT max(snapshot_id) AS id FROM lake.snapshots() WHERE commit_extra_info = ${text(
        JSON.stringify({ key }),
      )}`,
    );
    return row?.id === null || row?.id === undefined
      ? undefined
      : Number(row.id);
  }

  latestSnapshot(): Promise<number> {
    return this.number('SELECT max(snapshot_id) FROM lake.snapshots()');
  }

  async hasTable(): Promise<boolean> {
    return (
      (await this.number(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'lake' AND table_name = 'rows'",
      )) > 0
    );
  }

  /** The table as it was at a snapshot. @throws NotFoundError */
  async at(version: string): Promise<string> {
    if (!/^\d+$/.test(version)) {
      throw new NotFoundError(`There is no version ${version}`);
    }
    const relation = `(SELECT * FROM lake.rows AT (VERSION => ${version}))`;
    try {
      await this.run(`SELECT 1 FROM ${relation} LIMIT 0`);
    } catch {
      throw new NotFoundError(`There is no version ${version}`);
    }
    return relation;
  }

  async columns(relation: string): Promise<ColumnSchema[]> {
    return (await this.rows(`DESCRIBE SELECT * FROM ${relation}`)).map(row => ({
      name: String(row.column_name),
      type: String(row.column_type),
    }));
  }
}
