/** Namespaces in which models are served. */
const SERVING = ['llm-ops-dev', 'llm-ops-stg', 'llm-ops-prod'];

/**
 * The object store's credentials for training pods, and for KServe's storage
 * initializer, which finds them through the service account.
 */
export function storeSecrets({ endpoint, region, secrets }) {
  const keys = {
    AWS_ACCESS_KEY_ID: secrets.accessKey,
    AWS_SECRET_ACCESS_KEY: secrets.secretKey,
  };
  const training = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'llm-ops-object-store', namespace: 'llm-ops-training' },
    stringData: {
      ...keys,
      AWS_ENDPOINT_URL: endpoint,
      AWS_DEFAULT_REGION: region,
    },
  };
  const serving = SERVING.flatMap(namespace => [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'llm-ops-object-store',
        namespace,
        annotations: {
          'serving.kserve.io/s3-endpoint': new URL(endpoint).host,
          'serving.kserve.io/s3-usehttps': '0',
          'serving.kserve.io/s3-region': region,
        },
      },
      stringData: keys,
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'serving', namespace },
      secrets: [{ name: 'llm-ops-object-store' }],
    },
  ]);
  return [training, ...serving];
}
