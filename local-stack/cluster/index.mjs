/**
 * A Kubernetes of one node without Docker, with Argo Workflows, KServe and
 * metrics-server, all built from their Go modules.
 */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { debian } from '../lib/install.mjs';
import { local, root } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import { once } from '../lib/stamp.mjs';
import { controllers } from './controllers.mjs';
import { controlPlane } from './controlPlane.mjs';
import { buildImages, importImages } from './images.mjs';
import { home, PACKAGES } from './layout.mjs';
import { createNetwork } from './network.mjs';
import { containerRuntime, nodeAgents } from './node.mjs';
import { createCertificates } from './pki.mjs';
import { nodeIsReady, prepareControllers, preparePortal } from './prepare.mjs';
import { gateways } from './gateways.mjs';

const here = join(root, 'local-stack', 'cluster');

/**
 * Installs and builds what the cluster is made of.
 * @param say told what is being built
 */
export async function buildCluster(say = async () => {}) {
  await debian(PACKAGES);
  const modules = (await readdir(join(here, 'go'))).flatMap(name => [
    join(here, 'go', name, 'go.mod'),
    join(here, 'go', name, 'go.sum'),
  ]);
  await say('the programs of Kubernetes, Argo and KServe are being built');
  await once(
    'cluster-programs',
    { files: [join(here, 'build.sh'), ...modules] },
    () =>
      must('build-cluster', join(here, 'build.sh'), [], {
        env: { ...process.env, BIN: join(local, 'bin') },
      }),
  );
  await say('the images for training and serving are being made');
  await buildImages();
}

/** Starts the cluster, and gives the portal access when it works. */
export async function startCluster(
  supervisor,
  { stateDir, secrets, ports, stack },
) {
  await mkdir(home, { recursive: true });
  await createCertificates();
  await createNetwork();
  for (const spec of [
    ...gateways(stack),
    ...controlPlane({ data: stateDir, ports }),
  ]) {
    await supervisor.start(spec);
  }
  await supervisor.start(await containerRuntime({ ports }));
  await importImages();
  await prepareControllers();
  for (const spec of nodeAgents({ ports, isReady: nodeIsReady })) {
    await supervisor.start(spec);
  }
  for (const spec of await controllers()) {
    await supervisor.start(spec);
  }
  await preparePortal({ stack, secrets });
}
