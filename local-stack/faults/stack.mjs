/**
 * A portal whose tools can be taken away one by one: MLflow, the object store
 * and a hub as `npm start` has them, and the API server of Kubernetes with the
 * kinds of Argo and KServe. Nothing runs what is submitted there; what is
 * tested is that it arrives.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { controlPlane } from '../cluster/controlPlane.mjs';
import { adminKubeconfig } from '../cluster/layout.mjs';
import { createCertificates } from '../cluster/pki.mjs';
import { adminClient, prepareKinds } from '../cluster/prepare.mjs';
import { FaultProxy } from '../lib/faultProxy.mjs';
import { freePort } from '../lib/ports.mjs';
import { startStack } from '../lib/stack.mjs';
import { hub } from '../services/hub.mjs';
import { portal } from '../services/portal.mjs';

/** A model of a few bytes, so that many can be imported. */
export const SMALL_MODEL = 'llm-ops/small';
const COMMIT = '0'.repeat(39) + '1';

/** One number, as safetensors. */
function weights() {
  const head = Buffer.from(
    JSON.stringify({ w: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(head.length));
  return Buffer.concat([length, head, Buffer.alloc(4)]);
}

async function smallHub({ stateDir, stack }) {
  const folder = join(stateDir, 'small-hub');
  const home = join(folder, SMALL_MODEL);
  const revision = join(home, 'revisions', COMMIT);
  await mkdir(revision, { recursive: true });
  await writeFile(join(home, 'refs.json'), JSON.stringify({ main: COMMIT }));
  await writeFile(join(revision, 'config.json'), '{"model_type":"llama"}');
  await writeFile(join(revision, 'README.md'), '---\nlicense: mit\n---\n');
  await writeFile(join(revision, 'model.safetensors'), weights());
  const port = await freePort();
  return {
    url: `http://${stack.host}:${port}`,
    spec: { ...hub({ host: stack.host, port, folder }), name: 'small-hub' },
  };
}

/** A kubeconfig of the administrator that goes to another address. */
async function kubeconfigFor(server, file) {
  const config = JSON.parse(await readFile(adminKubeconfig, 'utf8'));
  config.clusters[0].cluster.server = server;
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

async function startApiServer(supervisor, { stateDir, ports }) {
  await createCertificates();
  const server = `https://127.0.0.1:${await freePort()}`;
  const admin = await kubeconfigFor(
    server,
    join(stateDir, 'kubernetes.kubeconfig'),
  );
  const [etcd, api] = controlPlane({ data: stateDir, ports, server, admin });
  await supervisor.start(etcd);
  await supervisor.start(api);
  await prepareKinds(await adminClient(admin));
  return server;
}

/** The instances of Argo and KServe, each behind its own address. */
async function writeLayer(file, { argo, kserve }) {
  const layer = {
    llmOps: {
      argo: {
        instances: [
          { id: 'argo', kubeconfig: argo, namespace: 'llm-ops-training' },
        ],
      },
      kserve: {
        instances: [
          {
            id: 'kserve',
            kubeconfig: kserve,
            namespaces: { dev: 'llm-ops-dev' },
            runtime: 'llm-ops-cpu',
          },
        ],
      },
    },
  };
  await writeFile(file, JSON.stringify(layer));
  return file;
}

/**
 * Starts it. While the file `down-<tool>` lies beside `stack.json` that tool is
 * away, for the tools mlflow, object-store, hub, argo and kserve.
 */
export async function startFaultStack(described) {
  const { stateDir, secrets, stack } = described;
  const mlflowPort = await freePort();
  const supervisor = await startStack(
    { ...described, mlflowHosts: [`127.0.0.1:${mlflowPort}`] },
    { withPortal: false },
  );
  const proxies = [];
  const behind = async (tool, target, port) => {
    const faultFile = join(stateDir, `down-${tool}`);
    const proxy = new FaultProxy({ target, faultFile, port });
    proxies.push(proxy);
    return proxy.start();
  };
  const stop = async () => {
    await supervisor.stop();
    proxies.forEach(proxy => proxy.stop());
  };
  try {
    const small = await smallHub(described);
    await supervisor.start(small.spec);
    const server = await startApiServer(supervisor, described);
    const layer = await writeLayer(join(stateDir, 'faults.yaml'), {
      argo: await kubeconfigFor(
        await behind('argo', server),
        join(stateDir, 'argo.kubeconfig'),
      ),
      kserve: await kubeconfigFor(
        await behind('kserve', server),
        join(stateDir, 'kserve.kubeconfig'),
      ),
    });
    const spec = await portal({
      stateDir,
      secrets,
      stack: {
        ...stack,
        mlflow: { url: await behind('mlflow', stack.mlflow.url, mlflowPort) },
        objectStore: {
          ...stack.objectStore,
          endpoint: await behind('object-store', stack.objectStore.endpoint),
        },
        hub: { url: await behind('hub', small.url) },
      },
    });
    await supervisor.start({
      ...spec,
      args: [...spec.args, '--config', layer],
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
