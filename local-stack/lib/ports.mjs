import { createServer } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutId } from './paths.mjs';

/** Whether nobody listens there. */
export function isFree(port, host = '127.0.0.1') {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** A port that nobody listens at now. */
export function freePort(host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Where the ports of each kind of stack begin within a checkout's. */
const OFFSETS = { stack: 0, test: 20, bench: 20 };

/** First port to try, so that two checkouts begin in different places. */
export function firstPort(instance) {
  const offset = Number.parseInt(checkoutId, 16) % 200;
  return 21_000 + offset * 40 + (OFFSETS[instance] ?? 0);
}

/**
 * Ports of a stack, kept from start to start. A port that another process
 * holds meanwhile is chosen anew.
 */
export async function choosePorts(stateDir, instance, names, wished = {}) {
  const file = join(stateDir, 'ports.json');
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const ports = {};
  let next = firstPort(instance);
  for (const name of names) {
    for (const port of [wished[name], kept[name]]) {
      const used = Object.values(ports).includes(port);
      if (ports[name] === undefined && port && !used && (await isFree(port))) {
        ports[name] = port;
      }
    }
    if (ports[name] !== undefined) {
      continue;
    }
    const taken = () => [...Object.values(ports), ...Object.values(kept)];
    while (taken().includes(next) || !(await isFree(next))) {
      next += 1;
    }
    ports[name] = next;
    next += 1;
  }
  await writeFile(file, JSON.stringify(ports, undefined, 2));
  return ports;
}
