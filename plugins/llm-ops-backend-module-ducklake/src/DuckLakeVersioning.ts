import { link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import {
  DatasetDiff,
  DatasetFile,
  DatasetVersioning,
  Environment,
  Lanes,
  ProviderInstance,
  StoredVersion,
  TableFormat,
  ToolHealth,
} from '@llm-ops/plugin-llm-ops-node';
import { diffVersions } from './diff';
import { Lake } from './Lake';
import { name, readerOf, text } from './sql';
import { apply, keyOf, orderOf, stage } from './table';

/** Catalogs that are made for a moment and removed. */
const PROBE = '.probe';
const READING = '.reading';

/** {@link DatasetVersioning} over DuckLake, one catalog a data set. */
export class DuckLakeVersioning implements DatasetVersioning {
  readonly name = 'ducklake';
  readonly supports = { rowDiff: true, formats: ['csv', 'jsonl', 'parquet'] };
  readonly instance: ProviderInstance;
  readonly #directory: string;
  readonly #extensions: string;
  /** One work at a time for each data set, since a catalog has one writer. */
  readonly #lanes = new Lanes();

  constructor(options: {
    id: string;
    environments: readonly Environment[];
    directory: string;
    extensions: string;
  }) {
    this.#directory = options.directory;
    this.#extensions = options.extensions;
    this.instance = {
      id: options.id,
      tool: 'ducklake',
      environments: options.environments,
      supportedVersions: '>=1.5.5 <2',
      upgradePath:
        'Update @duckdb/node-api and the DuckLake extension together and copy the directory llmOps.ducklake.directory first: its catalog is migrated at the first use',
    };
  }

  async probe(): Promise<ToolHealth> {
    const checkedAt = new Date().toISOString();
    const directory = join(this.#directory, PROBE);
    try {
      const version = await this.#work(PROBE, lake =>
        lake.rows('SELECT version() AS version'),
      );
      return {
        status: 'healthy',
        message: 'Works in process',
        version: String(version[0].version).replace(/^v/, ''),
        checkedAt,
      };
    } catch (error) {
      return {
        status: 'unavailable',
        message: `DuckLake cannot work in ${directory}: ${
          (error as Error).message.split('\n')[0]
        }; check llmOps.ducklake.instances[].extensions and the folder`,
        checkedAt,
      };
    }
  }

  createVersion(options: {
    key: string;
    datasetId: string;
    files: DatasetFile[];
    message?: string;
  }): Promise<StoredVersion> {
    return this.#work(options.datasetId, async lake => {
      const done = await lake.snapshotOf(options.key);
      if (done !== undefined) {
        return this.#describe(lake, options.datasetId, done, 0, options.files);
      }
      await stage(lake, options.files);
      const before = await this.#bytes(options.datasetId);
      await lake.commit(options.key, options.message ?? 'Upload', () =>
        apply(lake),
      );
      const snapshot = await lake.latestSnapshot();
      return this.#describe(
        lake,
        options.datasetId,
        snapshot,
        before,
        options.files,
      );
    });
  }

  diff(options: {
    datasetId: string;
    baseVersionId: string;
    versionId: string;
    sampleLimit: number;
  }): Promise<DatasetDiff> {
    return this.#work(options.datasetId, lake =>
      diffVersions(lake, options, relation => keyOf(lake, relation)),
    );
  }

  preview(options: { datasetId: string; versionId: string; limit: number }) {
    return this.#work(options.datasetId, async lake => {
      const relation = await lake.at(options.versionId);
      const columns = await lake.columns(relation);
      const order = await orderOf(lake, relation, columns);
      const rows = await lake.rows(
        `SELECT * FROM ${relation} ${order} LIMIT ${Math.floor(options.limit)}`,
      );
      return {
        columns,
        rows: rows.map(row => columns.map(column => row[column.name])),
        totalRows: await lake.number(`SELECT count(*) FROM ${relation}`),
      };
    });
  }

  checkout(options: {
    datasetId: string;
    versionId: string;
    directory: string;
    format?: TableFormat;
  }): Promise<DatasetFile[]> {
    return this.#work(options.datasetId, async lake => {
      const relation = await lake.at(options.versionId);
      const order = await orderOf(lake, relation, await lake.columns(relation));
      const format = options.format ?? 'jsonl';
      const file = {
        name: `data.${format}`,
        path: join(options.directory, `data.${format}`),
      };
      const how = {
        jsonl: 'FORMAT json',
        csv: 'FORMAT csv, HEADER',
        parquet: 'FORMAT parquet',
      };
      await mkdir(options.directory, { recursive: true });
      await lake.run(
        `COPY (SELECT * FROM ${relation} ${order}) TO ${text(file.path)} (${
          how[format]
        })`,
      );
      return [file];
    });
  }

  /** JSONL is the rows already, with its mixed types and gaps. */
  async rowsOf(options: { file: DatasetFile; path: string }): Promise<void> {
    if (/\.jsonl$/i.test(options.file.path)) {
      await link(options.file.path, options.path);
      return;
    }
    await this.#work(READING, lake =>
      lake.run(
        `COPY (SELECT * FROM ${readerOf(options.file.path)}) TO ${text(
          options.path,
        )} (FORMAT json)`,
      ),
    );
  }

  restore(options: {
    key: string;
    datasetId: string;
    versionId: string;
  }): Promise<StoredVersion> {
    return this.#work(options.datasetId, async lake => {
      const done = await lake.snapshotOf(options.key);
      if (done !== undefined) {
        return this.#describe(lake, options.datasetId, done, 0, []);
      }
      const relation = await lake.at(options.versionId);
      await lake.run(`CREATE TEMP TABLE incoming AS SELECT * FROM ${relation}`);
      const before = await this.#bytes(options.datasetId);
      await lake.commit(options.key, `Restore of ${options.versionId}`, () =>
        apply(lake),
      );
      return this.#describe(
        lake,
        options.datasetId,
        await lake.latestSnapshot(),
        before,
        [],
      );
    });
  }

  remove(options: { datasetId: string }): Promise<void> {
    return this.#lanes.run(options.datasetId, () =>
      rm(this.#folder(options.datasetId), { recursive: true, force: true }),
    );
  }

  async #describe(
    lake: Lake,
    datasetId: string,
    snapshot: number,
    bytesBefore: number,
    files: DatasetFile[],
  ): Promise<StoredVersion> {
    const relation = await lake.at(String(snapshot));
    const columns = await lake.columns(relation);
    const row = `to_json(struct_pack(${columns
      .map(c => `${name(c.name)} := ${name(c.name)}`)
      .join()}))::VARCHAR`;
    const order = await orderOf(lake, relation, columns);
    const [hash] = await lake.rows(
      `SELECT sha256(string_agg(h, '')) AS sum FROM (SELECT sha256(${row}) AS h FROM ${relation} ${order})`,
    );
    const sizes = await Promise.all(
      files.map(async file => (await stat(file.path)).size),
    );
    return {
      versionId: String(snapshot),
      checksum: String(hash.sum),
      rowCount: await lake.number(`SELECT count(*) FROM ${relation}`),
      fileCount: Math.max(1, files.length),
      totalBytes: sizes.reduce((sum, size) => sum + size, 0),
      storedBytes: Math.max(0, (await this.#bytes(datasetId)) - bytesBefore),
      columns,
    };
  }

  /** Bytes of a data set's Parquet files. */
  async #bytes(datasetId: string): Promise<number> {
    const folder = join(this.#folder(datasetId), 'data');
    const entries = await readdir(folder, {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    const sizes = await Promise.all(
      entries
        .filter(entry => entry.isFile())
        .map(
          async entry => (await stat(join(entry.parentPath, entry.name))).size,
        ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  #folder(datasetId: string): string {
    if (!/^[\w.-]+$/.test(datasetId) || datasetId.includes('..')) {
      throw new NotFoundError(`There is no data set ${datasetId}`);
    }
    return join(this.#directory, datasetId);
  }

  #work<T>(datasetId: string, work: (lake: Lake) => Promise<T>): Promise<T> {
    return this.#lanes.run(datasetId, async () => {
      const folder = this.#folder(datasetId);
      const lake = await Lake.open(folder, this.#extensions);
      try {
        return await work(lake);
      } finally {
        lake.close();
        if (datasetId === PROBE || datasetId === READING) {
          await rm(folder, { recursive: true, force: true });
        }
      }
    });
  }
}
