export interface Config {
  llmOps?: {
    ducklake?: {
      /** DuckLake stores of versioned tables, one entry each. */
      instances?: Array<{
        /** Unique id, e.g. `ducklake`. */
        id: string;
        /** Folder of the catalogs and their Parquet files. */
        directory: string;
        /** Folder that holds `ducklake.duckdb_extension`; nothing is downloaded. */
        extensions: string;
        /** Environments it serves; default: dev, stg, prod. */
        environments?: Array<'dev' | 'stg' | 'prod'>;
      }>;
    };
  };
}
