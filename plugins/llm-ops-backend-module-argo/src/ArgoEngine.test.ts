import { Cluster } from '@llm-ops/plugin-llm-ops-node';
import { workflowEngineContract } from '@llm-ops/plugin-llm-ops-node/testUtils';
import { ArgoEngine } from './ArgoEngine';

jest.setTimeout(400_000);

// Set by the part of `npm test` that runs on the cluster.
const kubeconfig = process.env.LLM_OPS_TEST_KUBECONFIG ?? '';

const make = (path: string) =>
  new ArgoEngine({
    id: 'argo',
    environments: ['dev'],
    cluster: new Cluster(path),
    namespace: 'llm-ops-training',
    serviceAccount: 'workflow',
    imagePullPolicy: 'Never',
  });

(kubeconfig ? describe : describe.skip)('ArgoEngine on a cluster', () => {
  workflowEngineContract(() => make(kubeconfig), 'localhost/llm-ops-ml:local');
});

describe('ArgoEngine without a cluster', () => {
  it('says that there is none, and does not throw', async () => {
    await expect(make('/nonexistent').probe()).resolves.toMatchObject({
      status: 'unavailable',
      message: expect.stringContaining('There is no Kubernetes yet'),
    });
  });
});
