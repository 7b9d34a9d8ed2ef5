import { execFile } from 'node:child_process';
import { copyFile, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../lib/paths.mjs';
import { metricsServerPort, webhookUrl } from './controllers.mjs';
import { adminKubeconfig, gatewayHost, network, pki } from './layout.mjs';
import { storeSecrets } from './secrets.mjs';

const exec = promisify(execFile);
const manifests = join(root, 'local-stack', 'cluster', 'manifests');
const NAMESPACES = [
  'argo',
  'kserve',
  'llm-ops-training',
  'llm-ops-dev',
  'llm-ops-stg',
  'llm-ops-prod',
];
/** Longest wait for the API server to take an object, in ms; a busy machine is slow. */
const PATIENCE_MS = 180_000;

/** Client of the cluster's administrator; its library comes with the workspace. */
export async function adminClient(kubeconfig = adminKubeconfig) {
  const {
    CoreV1Api,
    KubeConfig,
    KubernetesObjectApi,
    PatchStrategy,
    loadAllYaml,
  } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const objects = KubernetesObjectApi.makeApiClient(config);
  const apply = object =>
    objects.patch(
      object,
      undefined,
      undefined,
      'llm-ops',
      true,
      PatchStrategy.ServerSideApply,
    );
  return {
    apply,
    read: object => objects.read(object),
    loadAllYaml,
    core: config.makeApiClient(CoreV1Api),
  };
}

/** Applies objects; a kind that is not served yet is tried again. */
async function applyAll(client, list) {
  const end = Date.now() + PATIENCE_MS;
  for (const object of list.filter(Boolean)) {
    for (;;) {
      try {
        await client.apply(object);
        break;
      } catch (error) {
        if (Date.now() > end) {
          throw new Error(
            `${object.kind} ${object.metadata?.name} cannot be applied: ${error.message}`,
          );
        }
        await sleep(1_000);
      }
    }
  }
}

/** Waits until a new kind is served; a controller would give up before. */
async function served(client, kind) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const { status } = await client.read(kind);
    const established = status?.conditions?.find(
      ({ type }) => type === 'Established',
    );
    if (established?.status === 'True') {
      return;
    }
    await sleep(500);
  }
  throw new Error(`${kind.metadata.name} is not served by the cluster`);
}

async function fromFile(client, name, values = {}) {
  const text = await readFile(join(manifests, name), 'utf8');
  return client.loadAllYaml(
    Object.entries(values).reduce(
      (result, [key, value]) => result.replaceAll(key, value),
      text,
    ),
  );
}

/**
 * Custom resource definitions of a Go module, as its release ships them, with
 * its version as a label.
 */
async function definitions(client, module, path, folder, prefix) {
  const { stdout } = await exec(
    'go',
    ['list', '-mod=mod', '-m', '-f', '{{.Version}} {{.Dir}}', path],
    {
      cwd: join(root, 'local-stack', 'cluster', 'go', module),
    },
  );
  const [version, source] = stdout.trim().split(' ');
  const place = join(source, folder);
  const names = (await readdir(place)).filter(name => name.startsWith(prefix));
  const texts = await Promise.all(
    names.map(name => readFile(join(place, name), 'utf8')),
  );
  return texts
    .flatMap(text => client.loadAllYaml(text))
    .filter(Boolean)
    .map(object => ({
      ...object,
      metadata: {
        ...object.metadata,
        labels: {
          ...object.metadata.labels,
          'app.kubernetes.io/version': version,
        },
      },
    }));
}

/** Whether the node takes pods. */
export async function nodeIsReady() {
  const { core } = await adminClient();
  const node = await core.readNode({ name: 'local' });
  return (
    node.status?.conditions?.some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    ) ?? false
  );
}

/** The kinds of Argo and KServe, and the namespaces of what is of them. */
export async function prepareKinds(client) {
  const kinds = [
    ...(await definitions(
      client,
      'argo',
      'github.com/argoproj/argo-workflows/v3',
      'manifests/base/crds/full',
      'argoproj',
    )),
    ...(await definitions(
      client,
      'kserve',
      'github.com/kserve/kserve',
      'config/crd/full',
      'serving',
    )),
  ];
  await applyAll(client, kinds);
  await Promise.all(kinds.map(kind => served(client, kind)));
  await applyAll(
    client,
    NAMESPACES.map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })),
  );
}

/** What the controllers need before they start. */
export async function prepareControllers() {
  const client = await adminClient();
  await prepareKinds(client);
  await applyAll(client, [
    ...(await fromFile(client, 'argo.yaml')),
    ...(await fromFile(client, 'kserve-config.yaml')),
    ...(await fromFile(client, 'kserve-webhooks.yaml', {
      WEBHOOK_URL: webhookUrl,
      CA_BUNDLE: (await readFile(join(pki, 'ca.crt'))).toString('base64'),
    })),
  ]);
}

/** What the portal and its pods need; at the end the portal gets its access. */
export async function preparePortal({ stack, secrets }) {
  const client = await adminClient();
  await applyAll(client, [
    ...(await fromFile(client, 'metrics-server.yaml', {
      METRICS_PORT: String(metricsServerPort),
      HOST_ADDRESS: network.host,
    })),
    ...(await fromFile(client, 'portal.yaml')),
    ...storeSecrets({
      endpoint: `http://${gatewayHost('objectStore')}`,
      region: stack.objectStore.region,
      secrets,
    }),
  ]);
  await copyFile(
    join(pki, 'portal.kubeconfig'),
    `${stack.cluster.kubeconfig}.new`,
  );
  await rename(`${stack.cluster.kubeconfig}.new`, stack.cluster.kubeconfig);
}
