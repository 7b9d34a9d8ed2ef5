export interface Config {
  llmOps?: {
    huggingface?: {
      /** Hugging Face-compatible hubs, one entry each; the first is used. */
      instances?: Array<{
        /** Unique id, e.g. `hub`. */
        id: string;
        /** Base URL, e.g. `https://hub.example.org`. */
        url: string;
        /** Address people open it at; default: `url`. */
        webUrl?: string;
        /** Environments it serves; default: dev, stg, prod. */
        environments?: Array<'dev' | 'stg' | 'prod'>;
        /** Access token, for gated models and for publishing. @visibility secret */
        token?: string;
      }>;
    };
  };
}
