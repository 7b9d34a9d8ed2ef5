import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mlflow } from '../services/mlflow.mjs';
import { BUCKETS, objectStore } from '../services/object-store.mjs';
import { portal } from '../services/portal.mjs';
import { postgres } from '../services/postgres.mjs';
import { checkoutId, stateDir as stateDirOf } from './paths.mjs';
import { choosePorts } from './ports.mjs';
import { startTime } from './processes.mjs';
import { Supervisor } from './supervisor.mjs';

const HOST = '127.0.0.1';

/** Secrets of a state directory, made once. */
async function readSecrets(stateDir) {
  const file = join(stateDir, 'secrets.json');
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const secrets = { ...kept };
  for (const name of [
    'accessKey',
    'secretKey',
    'adminToken',
    'backend',
    'postgres',
  ]) {
    secrets[name] ??= randomBytes(24).toString('hex');
  }
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

/**
 * Describes one stack: where everything listens and what it is called.
 * `<state>/stack.json` holds the description while it runs.
 */
export async function describeStack(instance, options = {}) {
  const stateDir = stateDirOf(instance);
  await mkdir(stateDir, { recursive: true });
  const secrets = await readSecrets(stateDir);
  const ports = await choosePorts(
    stateDir,
    instance,
    ['portal', 'mlflow', 'objectStore', 'hub', 'postgres'],
    { portal: options.port },
  );
  const stack = {
    id: `${checkoutId}-${instance}`,
    host: HOST,
    portal: { url: `http://${HOST}:${ports.portal}` },
    mlflow: { url: `http://${HOST}:${ports.mlflow}` },
    objectStore: {
      endpoint: `http://${HOST}:${ports.objectStore}`,
      bucket: BUCKETS.portal,
      accessKey: secrets.accessKey,
      secretKey: secrets.secretKey,
      region: 'us-east-1',
    },
    hub: { url: `http://${HOST}:${ports.hub}` },
    cluster: { state: 'off', kubeconfig: join(stateDir, 'portal.kubeconfig') },
    postgres: options.postgres
      ? {
          host: HOST,
          port: ports.postgres,
          user: 'postgres',
          password: secrets.postgres,
        }
      : null,
    adminToken: secrets.adminToken,
  };
  return { stateDir, secrets, ports, stack };
}

/** Process specs of the tools, in the order they start. */
export async function toolSpecs({ stateDir, secrets, ports, stack }) {
  const specs = [
    await objectStore({
      stateDir,
      host: HOST,
      port: ports.objectStore,
      secrets,
    }),
    await mlflow({
      stateDir,
      host: HOST,
      port: ports.mlflow,
      storeUrl: stack.objectStore.endpoint,
      secrets,
    }),
  ];
  if (stack.postgres) {
    specs.unshift(
      await postgres({
        host: HOST,
        port: ports.postgres,
        secrets,
        data: `/var/tmp/llm-ops-${stack.id}-postgres`,
      }),
    );
  }
  return specs;
}

/** Starts a stack; with `portal: false` only its tools. */
export async function startStack(
  described,
  { withPortal = true, say = console.log } = {},
) {
  const { stateDir, secrets, stack } = described;
  const supervisor = new Supervisor({ stateDir, say });
  await supervisor.cleanUp();
  const specs = await toolSpecs(described);
  if (withPortal) {
    specs.push(await portal({ stateDir, stack, secrets }));
  }
  for (const spec of specs) {
    const begun = Date.now();
    await supervisor.start(spec);
    say(
      `${spec.name} is up after ${((Date.now() - begun) / 1000).toFixed(1)} s`,
    );
  }
  const file = join(stateDir, 'stack.json');
  await writeFile(
    `${file}.new`,
    JSON.stringify(
      {
        ...stack,
        supervisor: { pid: process.pid, started: await startTime(process.pid) },
        pids: supervisor.pids(),
      },
      undefined,
      2,
    ),
    { mode: 0o600 },
  );
  await rename(`${file}.new`, file);
  return supervisor;
}
