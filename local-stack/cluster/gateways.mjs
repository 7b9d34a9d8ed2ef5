import { connect } from 'node:net';
import { network } from './layout.mjs';

/**
 * What listens on loopback as pods reach it: one socat for each, on the
 * bridge, with the same port.
 */
export function gateways(stack) {
  const addresses = {};
  const specs = [];
  for (const [name, url] of [
    ['portal', stack.portal.url],
    ['mlflow', stack.mlflow.url],
    ['objectStore', stack.objectStore.endpoint],
  ]) {
    const { port } = new URL(url);
    addresses[name] = `http://${network.host}:${port}`;
    specs.push({
      name: `gateway-${name}`,
      command: 'socat',
      args: [
        `TCP-LISTEN:${port},bind=${network.host},reuseaddr,fork,nodelay`,
        `TCP:127.0.0.1:${port},nodelay`,
      ],
      ready: () =>
        new Promise((resolve, reject) => {
          const socket = connect(Number(port), network.host, () => {
            socket.destroy();
            resolve(true);
          });
          socket.on('error', reject);
        }),
    });
  }
  return { specs, addresses };
}
