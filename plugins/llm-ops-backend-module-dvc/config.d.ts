export interface Config {
  llmOps?: {
    dvc?: {
      /** DVC stores of versioned file trees, one entry each. */
      instances?: Array<{
        /** Unique id, e.g. `dvc`. */
        id: string;
        /** Path of the `dvc` command, 3.x with its S3 support. */
        command: string;
        /** Folder of the repositories, one a data set; a cache of the remote. */
        directory: string;
        /** Object store that keeps every version. */
        remote: {
          /** Prefix of the repositories, e.g. `s3://llm-ops/dvc`. */
          url: string;
          /** Address of an S3-compatible store, e.g. `http://127.0.0.1:9000`. */
          endpoint?: string;
          region?: string;
          accessKey: string;
          /** @visibility secret */
          secretKey: string;
        };
        /** Environments it serves; default: dev, stg, prod. */
        environments?: Array<'dev' | 'stg' | 'prod'>;
      }>;
    };
  };
}
