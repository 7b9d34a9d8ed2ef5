/**
 * `npm start`: installs what is missing, starts the tools and the portal,
 * then the cluster, and stays until Ctrl-C.
 */
import { parseArgs } from 'node:util';
import { buildPortal, install } from '../lib/install.mjs';
import { root } from '../lib/paths.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { preflight } from '../lib/preflight.mjs';
import {
  addCluster,
  describeStack,
  startStack,
  stopStack,
} from '../lib/stack.mjs';
import { runJourney } from '../journey/run.mjs';
import { buildHub } from '../services/hub.mjs';

const USAGE = `npm start -- [--port N] [--postgres] [--no-cluster]
  --port N       port of the portal (default: 7007, or the next that is free)
  --postgres     PostgreSQL instead of SQLite
  --no-cluster   without Kubernetes: training and deployments wait for one`;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    postgres: { type: 'boolean', default: false },
    'no-cluster': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
process.chdir(root);

const asked = values.port === undefined ? undefined : Number(values.port);
const cluster = !values['no-cluster'];
const missing = await preflight({ port: asked, cluster });
if (missing.length > 0) {
  console.error(
    `Nothing was started:\n${missing.map(line => `- ${line}`).join('\n')}`,
  );
  process.exit(1);
}

await useOwnNode();

const begun = Date.now();
const seconds = () => Math.round((Date.now() - begun) / 1000);
await install({ postgres: values.postgres });
await buildHub();
await buildPortal();
const described = await describeStack('stack', {
  port: asked ?? 7007,
  postgres: values.postgres,
  cluster,
}).catch(error => {
  console.error(error.message);
  process.exit(1);
});
const supervisor = await startStack(described);

let stopping = false;
async function stop() {
  if (!stopping) {
    stopping = true;
    console.log('\nStopping');
    await stopStack(supervisor, described);
    process.exit(0);
  }
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

const { stack } = described;
console.log(`
The portal is up after ${seconds()} s.

  Portal   ${stack.portal.url}/llm-ops   (sign in as guest)
  API      ${stack.portal.url}/llm-ops/v1/openapi.json
  MLflow   ${stack.mlflow.url}
  Hub      ${stack.hub.url}
`);
let hasCluster = false;
if (cluster) {
  console.log('The cluster is being brought up; the portal works meanwhile.');
  try {
    await addCluster(supervisor, described);
    hasCluster = true;
    console.log(`The cluster is up after ${seconds()} s.`);
  } catch (error) {
    console.error(`There is no cluster: ${error.message}`);
  }
} else {
  console.log(
    'There is no Kubernetes: training and deployments are accepted and wait for one.',
  );
}

console.log('\nThe main job, once:');
try {
  await runJourney(stack, { cluster: hasCluster });
} catch (error) {
  console.error(`The main job stopped: ${error.message}`);
}
console.log(`
Up after ${seconds()} s. Try next:
  - the lineage of the trained model on ${stack.portal.url}/llm-ops/models
  - a question to the endpoint on ${stack.portal.url}/llm-ops/endpoints
  - the template "Train a model" on ${stack.portal.url}/create
Ctrl-C stops everything.`);
