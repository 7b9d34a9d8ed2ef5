import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bin } from '../lib/paths.mjs';
import { containerdSocket, home, name, network, pki } from './layout.mjs';
import { killTasks } from './sweep.mjs';

const exec = promisify(execFile);

/** A bridge of our own; addresses below firstPod are this machine's. */
const cni = {
  cniVersion: '1.0.0',
  name,
  plugins: [
    {
      type: 'bridge',
      bridge: name,
      isGateway: true,
      ipMasq: true,
      hairpinMode: true,
      ipam: {
        type: 'host-local',
        dataDir: join(home, 'cni-addresses'),
        ranges: [
          [
            {
              subnet: network.pods,
              rangeStart: network.firstPod,
              gateway: network.host,
            },
          ],
        ],
        routes: [{ dst: '0.0.0.0/0' }],
      },
    },
    { type: 'portmap', capabilities: { portMappings: true } },
  ],
};

/**
 * restrict_oom_score_adj: without CAP_SYS_RESOURCE the runtime may not lower
 * oom_score_adj, and every sandbox fails without it.
 */
const containerdConfig = `version = 2
root = "${home}/containerd/root"
state = "${home}/containerd/state"
[grpc]
  address = "${containerdSocket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:local"
  restrict_oom_score_adj = true
  stream_server_address = "127.0.0.1"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${home}/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
`;

const kubeletConfig = {
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  address: network.host,
  healthzPort: 0,
  authentication: {
    anonymous: { enabled: false },
    x509: { clientCAFile: join(pki, 'ca.crt') },
    webhook: { enabled: true },
  },
  authorization: { mode: 'Webhook' },
  cgroupDriver: 'cgroupfs',
  failCgroupV1: false,
  failSwapOn: false,
  containerRuntimeEndpoint: `unix://${containerdSocket}`,
  tlsCertFile: join(pki, 'kubelet.crt'),
  tlsPrivateKeyFile: join(pki, 'kubelet.key'),
  enforceNodeAllocatable: [],
  evictionHard: {
    'memory.available': '100Mi',
    'nodefs.available': '1%',
    'imagefs.available': '1%',
  },
  // Nothing could pull a collected image back.
  imageGCHighThresholdPercent: 100,
  imageGCLowThresholdPercent: 99,
  maxPods: 200,
};

const proxyConfig = ports => ({
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
  kind: 'KubeProxyConfiguration',
  clientConnection: { kubeconfig: join(pki, 'kube-proxy.kubeconfig') },
  clusterCIDR: network.pods,
  mode: 'iptables',
  hostnameOverride: 'local',
  healthzBindAddress: `127.0.0.1:${ports.proxyHealth}`,
  metricsBindAddress: `127.0.0.1:${ports.proxyMetrics}`,
  conntrack: {
    maxPerCore: 0,
    min: 0,
    tcpEstablishedTimeout: '0s',
    tcpCloseWaitTimeout: '0s',
  },
});

async function writeConfigs(ports) {
  await mkdir(join(home, 'cni'), { recursive: true });
  await mkdir(join(home, 'containerd'), { recursive: true });
  const json = value => JSON.stringify(value, undefined, 2);
  await writeFile(join(home, 'cni', '10-bridge.conflist'), json(cni));
  await writeFile(join(home, 'containerd', 'config.toml'), containerdConfig);
  await writeFile(join(home, 'kubelet.json'), json(kubeletConfig));
  await writeFile(join(home, 'kube-proxy.json'), json(proxyConfig(ports)));
}

/** The container runtime. */
export async function containerRuntime({ ports }) {
  await writeConfigs(ports);
  return {
    name: 'containerd',
    command: 'containerd',
    args: ['-c', join(home, 'containerd', 'config.toml')],
    ready: async () =>
      Boolean(await exec('ctr', ['-a', containerdSocket, 'version'])),
    beforeEnd: killTasks,
  };
}

/** kubelet and kube-proxy. */
export function nodeAgents({ ports, isReady }) {
  return [
    {
      name: 'kubelet',
      command: bin('kubelet'),
      args: [
        '--config',
        join(home, 'kubelet.json'),
        '--kubeconfig',
        join(pki, 'kubelet.kubeconfig'),
        '--hostname-override',
        'local',
        '--node-ip',
        network.host,
        '--root-dir',
        join(home, 'kubelet'),
        '--cert-dir',
        join(home, 'kubelet-certs'),
      ],
      readySeconds: 90,
      ready: isReady,
    },
    {
      name: 'kube-proxy',
      command: bin('kube-proxy'),
      args: ['--config', join(home, 'kube-proxy.json')],
      ready: async () =>
        (await fetch(`http://127.0.0.1:${ports.proxyHealth}/healthz`)).ok,
    },
  ];
}
