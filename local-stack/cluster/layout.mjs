import { join } from 'node:path';
import { checkoutId, checkoutIdOf, local, root } from '../lib/paths.mjs';

const number = Number.parseInt(checkoutId, 16);

/** Second octet of the bridge's network, 64 to 163; one for each checkout. */
const BRIDGE = 64 + (number % 100);
/** Second octet of the services' network, 164 to 243. */
const SERVICES = 164 + (number % 80);

/**
 * What tells one checkout's cluster from another's: the folder its parts
 * share (images and certificates outlive a stop), the name of its bridge and
 * network namespace (at most 15 characters), its containerd, its kube-proxy.
 */
export function placeOf(checkout) {
  const home = join(checkout, '.local', 'cluster');
  return {
    home,
    name: `llmops-${checkoutIdOf(checkout)}`,
    containerdSocket: join(home, 'containerd', 'containerd.sock'),
    kubeProxy: join(checkout, '.local', 'bin', 'kube-proxy'),
  };
}

/** This checkout's own. */
export const place = placeOf(root);
export const { home, name, containerdSocket } = place;
export const images = join(local, 'images');

export const network = {
  /** This machine, as pods see it; API server, kubelet and gateways listen here. */
  host: `10.${BRIDGE}.0.1`,
  /** Controllers that know no listen address live in a namespace of their own here. */
  controllers: `10.${BRIDGE}.0.2`,
  pods: `10.${BRIDGE}.0.0/16`,
  /** First address CNI gives to a pod. */
  firstPod: `10.${BRIDGE}.1.0`,
  services: `10.${SERVICES}.0.0/16`,
  firstService: `10.${SERVICES}.0.1`,
};

export const apiServer = `https://${network.host}:6443`;
export const pki = join(home, 'pki');
export const adminKubeconfig = join(pki, 'admin.kubeconfig');

/**
 * Ports of the bridge at which pods reach what runs on this machine. The
 * bridge is the checkout's own, so they never change: deployments keep them.
 */
export const GATEWAYS = { portal: 7007, objectStore: 9000 };

/** Address of a gateway, as pods see it. */
export const gatewayHost = name => `${network.host}:${GATEWAYS[name]}`;

/** Ports on loopback that the cluster needs. */
export const PORTS = [
  'etcd',
  'etcdPeer',
  'controllerManager',
  'scheduler',
  'proxyHealth',
  'proxyMetrics',
];

/** Debian packages of the cluster. */
export const PACKAGES = [
  'containerd',
  'runc',
  'buildah',
  'containernetworking-plugins',
  'iptables',
  'conntrack',
  'debootstrap',
  'iproute2',
  'openssl',
  'socat',
];
