export interface Config {
  llmOps?: {
    argo?: {
      /** Clusters with Argo Workflows, one entry each. */
      instances?: Array<{
        /** Unique id, e.g. `argo`. */
        id: string;
        /** Path of the kubeconfig; the file may appear later. */
        kubeconfig: string;
        /** Namespace of the workflows, e.g. `llm-ops-training`. */
        namespace: string;
        /** Service account of the pods; default: `workflow`. */
        serviceAccount?: string;
        /** Image pull policy of the stages; default: IfNotPresent. */
        imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
        /** Environments it serves; default: dev, stg, prod. */
        environments?: Array<'dev' | 'stg' | 'prod'>;
      }>;
    };
  };
}
