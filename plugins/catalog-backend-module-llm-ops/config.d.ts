export interface Config {
  llmOps?: {
    catalog?: {
      /** Seconds between two full syncs into the catalog; default: 30. */
      syncSeconds?: number;
    };
  };
}
