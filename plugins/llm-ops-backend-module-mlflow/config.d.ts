export interface Config {
  llmOps?: {
    mlflow?: {
      /**
       * MLflow tracking servers, one entry each; several can stand side by
       * side, e.g. one an environment.
       */
      instances?: Array<{
        /** Unique id, e.g. `mlflow-prod`. */
        id: string;
        /** Base URL of the server, e.g. `http://127.0.0.1:5000`. */
        url: string;
        /** Address people open it at; default: none. */
        webUrl?: string;
        /** Environments it serves; default: dev, stg, prod. */
        environments?: Array<'dev' | 'stg' | 'prod'>;
        /** Bearer token, when the server asks for one. @visibility secret */
        token?: string;
      }>;
    };
  };
}
