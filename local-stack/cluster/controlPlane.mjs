import { join } from 'node:path';
import { bin } from '../lib/paths.mjs';
import { adminKubeconfig, apiServer, network, pki } from './layout.mjs';
import { request } from './request.mjs';

const cert = name => join(pki, `${name}.crt`);
const key = name => join(pki, `${name}.key`);
const kubeconfig = name => join(pki, `${name}.kubeconfig`);

/**
 * etcd, API server, controller manager and scheduler.
 * @param server address of the API server, when it is not the cluster's
 */
export function controlPlane({
  data,
  ports,
  server = apiServer,
  admin = adminKubeconfig,
}) {
  const etcd = `http://127.0.0.1:${ports.etcd}`;
  const peers = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    {
      name: 'etcd',
      command: bin('etcd'),
      args: [
        '--data-dir',
        join(data, 'etcd'),
        '--listen-client-urls',
        etcd,
        '--advertise-client-urls',
        etcd,
        '--listen-peer-urls',
        peers,
        '--initial-advertise-peer-urls',
        peers,
        '--initial-cluster',
        `default=${peers}`,
        '--unsafe-no-fsync',
      ],
      ready: async () => (await fetch(`${etcd}/health`)).ok,
    },
    {
      name: 'kube-apiserver',
      command: bin('kube-apiserver'),
      graceMs: 2_000,
      args: [
        '--etcd-servers',
        etcd,
        '--bind-address',
        new URL(server).hostname,
        '--advertise-address',
        network.host,
        '--secure-port',
        new URL(server).port,
        '--tls-cert-file',
        cert('apiserver'),
        '--tls-private-key-file',
        key('apiserver'),
        '--client-ca-file',
        cert('ca'),
        '--service-account-issuer',
        'https://kubernetes.default.svc',
        '--service-account-key-file',
        join(pki, 'sa.pub'),
        '--service-account-signing-key-file',
        key('sa'),
        '--service-cluster-ip-range',
        network.services,
        '--authorization-mode',
        'Node,RBAC',
        '--allow-privileged',
        '--kubelet-client-certificate',
        cert('admin'),
        '--kubelet-client-key',
        key('admin'),
        '--kubelet-preferred-address-types',
        'InternalIP',
        '--requestheader-client-ca-file',
        cert('ca'),
        '--requestheader-allowed-names',
        'front-proxy',
        '--requestheader-username-headers',
        'X-Remote-User',
        '--requestheader-group-headers',
        'X-Remote-Group',
        '--requestheader-extra-headers-prefix',
        'X-Remote-Extra-',
        '--proxy-client-cert-file',
        cert('front-proxy'),
        '--proxy-client-key-file',
        key('front-proxy'),
        '--enable-aggregator-routing',
      ],
      readySeconds: 90,
      ready: () => request(admin, '/readyz'),
    },
    {
      name: 'kube-controller-manager',
      command: bin('kube-controller-manager'),
      args: [
        '--kubeconfig',
        kubeconfig('kube-controller-manager'),
        '--service-account-private-key-file',
        key('sa'),
        '--root-ca-file',
        cert('ca'),
        '--use-service-account-credentials',
        '--leader-elect=false',
        '--bind-address',
        '127.0.0.1',
        '--secure-port',
        String(ports.controllerManager),
        '--horizontal-pod-autoscaler-sync-period',
        '5s',
      ],
      ready: async () => true,
    },
    {
      name: 'kube-scheduler',
      command: bin('kube-scheduler'),
      args: [
        '--kubeconfig',
        kubeconfig('kube-scheduler'),
        '--leader-elect=false',
        '--bind-address',
        '127.0.0.1',
        '--secure-port',
        String(ports.scheduler),
      ],
      ready: async () => true,
    },
  ];
}
