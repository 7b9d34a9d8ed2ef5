import { connect } from 'node:net';
import { GATEWAYS, network } from './layout.mjs';

/** Whether something listens at an address; rejects when nothing does. */
function listens(host, port) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', reject);
  });
}

/** What listens on loopback as pods reach it: one socat for each. */
export function gateways(stack) {
  const targets = {
    portal: stack.portal.url,
    objectStore: stack.objectStore.endpoint,
  };
  return Object.entries(GATEWAYS).map(([name, port]) => ({
    name: `gateway-${name}`,
    command: 'socat',
    args: [
      `TCP-LISTEN:${port},bind=${network.host},reuseaddr,fork,nodelay`,
      `TCP:${new URL(targets[name]).host},nodelay`,
    ],
    ready: () => listens(network.host, port),
  }));
}
