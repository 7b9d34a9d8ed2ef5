import { mkdir, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bin } from '../lib/paths.mjs';
import { adminKubeconfig, home, network, pki } from './layout.mjs';
import { inNamespace } from './network.mjs';

const PORTS = {
  argo: 6060,
  webhook: 9443,
  kserveMetrics: 8099,
  kserveHealth: 8098,
  metricsServer: 4443,
};

export const webhookUrl = `https://${network.controllers}:${PORTS.webhook}`;
export const metricsServerPort = PORTS.metricsServer;

/** Where controller-runtime looks for its certificate, below TMPDIR. */
async function webhookCertificate(tmp) {
  const folder = join(tmp, 'k8s-webhook-server', 'serving-certs');
  await mkdir(folder, { recursive: true });
  await copyFile(join(pki, 'webhook.crt'), join(folder, 'tls.crt'));
  await copyFile(join(pki, 'webhook.key'), join(folder, 'tls.key'));
}

/** Argo's controller, KServe's manager and metrics-server. */
export async function controllers() {
  const tmp = join(home, 'tmp');
  await webhookCertificate(tmp);
  return [
    {
      name: 'workflow-controller',
      ...inNamespace(bin('workflow-controller'), [
        '--kubeconfig',
        adminKubeconfig,
        '-n',
        'argo',
        '--configmap',
        'workflow-controller-configmap',
        '--executor-image',
        'localhost/argoexec:local',
        '--executor-image-pull-policy',
        'Never',
      ]),
      env: { LEADER_ELECTION_DISABLE: 'true' },
      ready: async () =>
        (await fetch(`http://${network.controllers}:${PORTS.argo}/healthz`)).ok,
    },
    {
      name: 'kserve-manager',
      ...inNamespace(bin('kserve-manager'), [
        '--kubeconfig',
        adminKubeconfig,
        '--metrics-addr',
        `127.0.0.1:${PORTS.kserveMetrics}`,
        '--health-probe-addr',
        `${network.controllers}:${PORTS.kserveHealth}`,
        '--webhook-port',
        String(PORTS.webhook),
      ]),
      env: { TMPDIR: tmp },
      ready: async () =>
        (
          await fetch(
            `http://${network.controllers}:${PORTS.kserveHealth}/readyz`,
          )
        ).ok,
    },
    {
      name: 'metrics-server',
      command: bin('metrics-server'),
      args: [
        '--kubeconfig',
        adminKubeconfig,
        '--authentication-kubeconfig',
        adminKubeconfig,
        '--authorization-kubeconfig',
        adminKubeconfig,
        '--kubelet-insecure-tls',
        '--kubelet-preferred-address-types',
        'InternalIP',
        '--bind-address',
        network.host,
        '--secure-port',
        String(PORTS.metricsServer),
        '--cert-dir',
        join(home, 'metrics-server'),
        '--metric-resolution',
        '15s',
      ],
      ready: async () => true,
    },
  ];
}
