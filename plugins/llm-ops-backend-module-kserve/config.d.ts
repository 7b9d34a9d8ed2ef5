export interface Config {
  llmOps?: {
    kserve?: {
      /** Clusters with KServe, one entry each. */
      instances?: Array<{
        /** Unique id, e.g. `kserve`. */
        id: string;
        /** Path of the kubeconfig; the file may appear later. */
        kubeconfig: string;
        /** Namespace of each environment. */
        namespaces: { dev?: string; stg?: string; prod?: string };
        /** ClusterServingRuntime; default: KServe chooses by format. */
        runtime?: string;
        /** Service account of the pods; default: `serving`. */
        serviceAccount?: string;
        /** Image pull policy of the model server; default: IfNotPresent. */
        imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
        /** Environments it serves; default: dev, stg, prod. */
        environments?: Array<'dev' | 'stg' | 'prod'>;
      }>;
    };
  };
}
