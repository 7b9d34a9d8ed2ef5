import { CallOptions, Provider } from './provider';

export type TableFormat = 'csv' | 'jsonl' | 'parquet';

/** A column and its type in the tool's words. */
export interface ColumnSchema {
  name: string;
  type: string;
}

export interface SchemaChange {
  kind: 'added' | 'removed' | 'type_changed';
  column: string;
  before?: string;
  after?: string;
}

/** Row level difference of two versions. */
export interface DatasetDiff {
  addedFiles: string[];
  removedFiles: string[];
  modifiedFiles: string[];
  /** False where only files were compared, so that row counts say nothing. */
  rowsCompared: boolean;
  addedRows: number;
  removedRows: number;
  /** Rows of one key whose other columns differ; 0 without a key. */
  changedRows: number;
  /** Column that identifies a row, when there is one. */
  keyColumn?: string;
  schemaChanges: SchemaChange[];
  /** First rows of each kind, `sampleLimit` at most. */
  samples: {
    added: Record<string, unknown>[];
    removed: Record<string, unknown>[];
    changed: {
      before: Record<string, unknown>;
      after: Record<string, unknown>;
    }[];
  };
}

/** A version as the tool stored it. */
export interface StoredVersion {
  /** Id in the tool, e.g. a DuckLake snapshot or a DVC hash. */
  versionId: string;
  /** SHA-256 in hex over the content in canonical order. */
  checksum: string;
  rowCount?: number;
  fileCount: number;
  /** Bytes of the files as they were given. */
  totalBytes: number;
  /** Bytes the tool newly wrote for this version. */
  storedBytes: number;
  columns?: ColumnSchema[];
}

/** A local file of a version to be created. */
export interface DatasetFile {
  /** Relative name, without traversal. */
  name: string;
  /** Path on this machine. */
  path: string;
}

/** Tool that stores versions of a dataset. */
export interface DatasetVersioning extends Provider {
  /** Name in the API's `versioning_system`, e.g. `ducklake`. */
  readonly name: string;
  readonly supports: { rowDiff: boolean; formats: readonly string[] };
  /** Stores a version, or finds the one made with the same key. @throws InputError with the file and line of a broken row */
  createVersion(
    options: CallOptions & {
      key: string;
      datasetId: string;
      files: DatasetFile[];
      parentVersionId?: string;
      message?: string;
    },
  ): Promise<StoredVersion>;
  diff(
    options: CallOptions & {
      datasetId: string;
      baseVersionId: string;
      versionId: string;
      sampleLimit: number;
    },
  ): Promise<DatasetDiff>;
  preview(
    options: CallOptions & {
      datasetId: string;
      versionId: string;
      limit: number;
    },
  ): Promise<{
    columns: ColumnSchema[];
    rows: unknown[][];
    totalRows: number;
  }>;
  /** Writes the version's content to `directory` and names the files. */
  checkout(
    options: CallOptions & {
      datasetId: string;
      versionId: string;
      directory: string;
      format?: TableFormat;
    },
  ): Promise<DatasetFile[]>;
  /**
   * Writes a local file's rows to `path` as JSONL, in their order, as they
   * are checked; only of tools with `rowDiff`.
   */
  rowsOf?(
    options: CallOptions & { file: DatasetFile; path: string },
  ): Promise<void>;
  /** Makes the content of an old version the newest. */
  restore(
    options: CallOptions & {
      key: string;
      datasetId: string;
      versionId: string;
    },
  ): Promise<StoredVersion>;
  /** Forgets a data set with all its versions; one that is not known, too. */
  remove(options: CallOptions & { datasetId: string }): Promise<void>;
}
