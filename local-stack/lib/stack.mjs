import { randomBytes } from 'node:crypto';
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { gatewayHost, placeOf, PORTS } from '../cluster/layout.mjs';
import { lockIsLeft, releaseLock, takeLock } from '../cluster/lock.mjs';
import { sweep } from '../cluster/sweep.mjs';
import { hub } from '../services/hub.mjs';
import { mlflow } from '../services/mlflow.mjs';
import { BUCKETS, objectStore } from '../services/object-store.mjs';
import { portal } from '../services/portal.mjs';
import { forgetDatabases, postgres } from '../services/postgres.mjs';
import { checkoutId, stateDir as stateDirOf } from './paths.mjs';
import { choosePorts } from './ports.mjs';
import { isAlive, startTime } from './processes.mjs';
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
    'proxySecret',
    'backend',
    'postgres',
  ]) {
    secrets[name] ??= randomBytes(24).toString('hex');
  }
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

/**
 * Notes that this process runs the stack.
 * @throws Error when another one does
 */
async function claim(stateDir) {
  const file = join(stateDir, 'supervisor.json');
  const other = await readSupervisor(stateDir);
  if (other && other.pid !== process.pid && (await isAlive(other))) {
    throw new Error(
      `This checkout's stack runs already (pid ${other.pid}): use it, or end it with "npm stop".`,
    );
  }
  await writeFile(
    file,
    JSON.stringify({ pid: process.pid, started: await startTime(process.pid) }),
  );
}

/** Name of the PostgreSQL of a stack. */
const databaseOf = id => `llm-ops-${id}-postgres`;

/** What a stack keeps when it begins with nothing. */
const KEPT = ['supervisor.json', 'ports.json', 'secrets.json'];

/** Removes what an earlier stack of this state directory knew, but `spared`. */
export async function forget(stateDir, spared = []) {
  for (const name of await readdir(stateDir)) {
    if (!KEPT.includes(name) && !spared.includes(name)) {
      await rm(join(stateDir, name), { recursive: true });
    }
  }
}

/** The process that runs a stack, or ran it last. */
export async function readSupervisor(stateDir) {
  const file = join(stateDir, 'supervisor.json');
  return JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
}

/**
 * Describes one stack: where everything listens and what it is called, once
 * what a killed start left has been ended. `<state>/stack.json` holds the
 * description while it runs. With `fresh` it begins with nothing.
 */
export async function describeStack(instance, options = {}) {
  const stateDir = stateDirOf(instance);
  await mkdir(stateDir, { recursive: true });
  await claim(stateDir);
  await cleanUp(new Supervisor({ stateDir }));
  if (options.fresh) {
    await forget(stateDir);
    await forgetDatabases(databaseOf(`${checkoutId}-${instance}`));
  }
  const secrets = await readSecrets(stateDir);
  const ports = await choosePorts(
    stateDir,
    instance,
    ['portal', 'pages', 'mlflow', 'objectStore', 'hub', 'postgres', ...PORTS],
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
    hub: {
      url: `http://${HOST}:${ports.hub}`,
      faultFile: join(stateDir, 'hub-fault'),
    },
    cluster: {
      enabled: Boolean(options.cluster),
      kubeconfig: join(stateDir, 'portal.kubeconfig'),
    },
    /** The same services as pods reach them. */
    forPods: {
      portal: `http://${gatewayHost('portal')}`,
    },
    postgres: options.postgres
      ? {
          host: HOST,
          port: ports.postgres,
          user: 'postgres',
          password: secrets.postgres,
        }
      : null,
    adminToken: secrets.adminToken,
    /** With it the old identity headers are believed. */
    proxySecret: secrets.proxySecret,
  };
  return { stateDir, secrets, ports, stack };
}

/**
 * Process specs of the tools, in the order they start. `mlflowHosts`: names by
 * which MLflow is reached besides its own, with their ports.
 */
export async function toolSpecs({
  stateDir,
  secrets,
  ports,
  stack,
  mlflowHosts,
}) {
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
      hosts: mlflowHosts,
    }),
    hub({
      host: HOST,
      port: ports.hub,
      env: { HUB_FAULT_FILE: stack.hub.faultFile },
    }),
  ];
  if (stack.postgres) {
    specs.unshift(
      await postgres({
        host: HOST,
        port: ports.postgres,
        secrets,
        name: databaseOf(stack.id),
      }),
    );
  }
  return specs;
}

/** Ends what a killed start left behind, its cluster included. */
export async function cleanUp(supervisor) {
  await supervisor.cleanUp();
  if (await lockIsLeft()) {
    await sweep();
    await releaseLock();
  }
}

/** Tells the portal, and so its users, why there is no cluster yet. */
export async function sayClusterState(stack, text) {
  await writeFile(`${stack.cluster.kubeconfig}.status`, text);
}

/**
 * Builds and starts the cluster of a running stack. The portal works
 * meanwhile and finds the cluster by its kubeconfig.
 */
export async function addCluster(supervisor, described) {
  const { buildCluster, startCluster } = await import('../cluster/index.mjs');
  const taken = await takeLock({
    stateDir: described.stateDir,
    endLeft: async left => {
      console.log(`ending the cluster that a killed start left (${left.root})`);
      await new Supervisor({ stateDir: left.stateDir }).cleanUp();
      await sweep(placeOf(left.root));
    },
  });
  if (taken) {
    await sayClusterState(described.stack, taken);
    throw new Error(taken);
  }
  try {
    await buildCluster(text => sayClusterState(described.stack, text));
    await sayClusterState(described.stack, 'the cluster is being started');
    await startCluster(supervisor, described);
  } catch (error) {
    await sayClusterState(
      described.stack,
      `the cluster could not be started: ${error.message.split('\n')[0]}`,
    );
    throw error;
  }
}

/** Ends everything of a stack. */
export async function stopStack(supervisor, described) {
  await supervisor.stop();
  if (described.stack.cluster.enabled) {
    await sweep();
    await releaseLock();
  }
  await rm(described.stack.cluster.kubeconfig, { force: true });
}

/** Starts a stack, by its own supervisor or one given; with `withPortal: false` only its tools. */
export async function startStack(
  described,
  {
    withPortal = true,
    say = console.log,
    supervisor = new Supervisor({ stateDir: described.stateDir, say }),
  } = {},
) {
  const { stateDir, secrets, stack } = described;
  await rm(stack.cluster.kubeconfig, { force: true });
  await sayClusterState(
    stack,
    stack.cluster.enabled
      ? 'the cluster is being built'
      : 'the portal was started without a cluster (--no-cluster)',
  );
  const specs = await toolSpecs(described);
  if (withPortal) {
    specs.push(await portal({ stateDir, stack, secrets }));
  }
  try {
    for (const spec of specs) {
      const begun = Date.now();
      await supervisor.start(spec);
      say(
        `${spec.name} is up after ${((Date.now() - begun) / 1000).toFixed(
          1,
        )} s`,
      );
    }
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  const file = join(stateDir, 'stack.json');
  await writeFile(
    `${file}.new`,
    JSON.stringify(
      {
        ...stack,
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
