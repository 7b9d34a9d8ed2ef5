/**
 * `npm start`: installs what is missing, starts the tools and the portal, and
 * stays until Ctrl-C.
 */
import { parseArgs } from 'node:util';
import { buildPortal, install } from '../lib/install.mjs';
import { root } from '../lib/paths.mjs';
import { preflight } from '../lib/preflight.mjs';
import { describeStack, startStack } from '../lib/stack.mjs';

const USAGE = `npm start -- [--port N] [--postgres]
  --port N     port of the portal (default: 7007, or the next that is free)
  --postgres   PostgreSQL instead of SQLite`;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    postgres: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
process.chdir(root);

const asked = values.port === undefined ? undefined : Number(values.port);
const missing = await preflight({ port: asked });
if (missing.length > 0) {
  console.error(
    `Nothing was started:\n${missing.map(line => `- ${line}`).join('\n')}`,
  );
  process.exit(1);
}

const begun = Date.now();
await install({ postgres: values.postgres });
await buildPortal();
const described = await describeStack('stack', {
  port: asked ?? 7007,
  postgres: values.postgres,
});
const supervisor = await startStack(described);

let stopping = false;
async function stop() {
  if (!stopping) {
    stopping = true;
    console.log('\nStopping');
    await supervisor.stop();
    process.exit(0);
  }
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

const { stack } = described;
console.log(`
Up after ${Math.round((Date.now() - begun) / 1000)} s.

  Portal   ${stack.portal.url}/llm-ops   (sign in as guest)
  API      ${stack.portal.url}/llm-ops/v1/openapi.json
  MLflow   ${stack.mlflow.url}

There is no Kubernetes: training and deployments are accepted and wait for one.
Try next: upload a data set on ${stack.portal.url}/llm-ops/datasets
Ctrl-C stops everything.`);
