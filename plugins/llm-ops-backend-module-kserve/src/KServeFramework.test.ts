import { Cluster } from '@llm-ops/plugin-llm-ops-node';
import { servingFrameworkContract } from '@llm-ops/plugin-llm-ops-node/testUtils';
import { KServeFramework } from './KServeFramework';

jest.setTimeout(120_000);

// Set by the part of `npm test` that runs on the cluster.
const kubeconfig = process.env.LLM_OPS_TEST_KUBECONFIG ?? '';

const make = (path: string) =>
  new KServeFramework({
    id: 'kserve',
    environments: ['dev'],
    namespaces: { dev: 'llm-ops-dev' },
    cluster: new Cluster(path),
    runtime: 'llm-ops-cpu',
    serviceAccount: 'serving',
    imagePullPolicy: 'Never',
  });

(kubeconfig ? describe : describe.skip)('KServeFramework on a cluster', () => {
  servingFrameworkContract(() => make(kubeconfig));
});

describe('KServeFramework without a cluster', () => {
  it('says that there is none, and does not throw', async () => {
    await expect(make('/nonexistent').probe()).resolves.toMatchObject({
      status: 'unavailable',
      message: expect.stringContaining('There is no Kubernetes yet'),
    });
  });
});
