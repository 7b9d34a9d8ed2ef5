/**
 * `npm run test:faults`: what docs/reliability.md promises, with faults made on
 * purpose. `-- --small` does less of each; `-- --only outbox` or `portal` one part.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startFaultStack } from '../faults/stack.mjs';
import { buildPortal, install } from '../lib/install.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { nodeBin, portalEnv, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { describeStack, startStack, stopStack } from '../lib/stack.mjs';
import { buildHub } from '../services/hub.mjs';

const { values } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

/** Runs the tests of a folder one after the other; gives their exit code. */
async function tests(folder, { stateDir }) {
  const { code } = await run(
    `test-faults-${folder}`,
    join(nodeBin, 'node'),
    [
      '--test',
      '--test-concurrency=1',
      '--test-timeout=900000',
      `e2e-tests/faults/${folder}/*.test.mjs`,
    ],
    {
      env: portalEnv({
        LLM_OPS_TEST_STACK_JSON: join(stateDir, 'stack.json'),
        LLM_OPS_FAULTS: values.small ? 'small' : 'full',
        LLM_OPS_FAULTS_DOWN_SECONDS: values.small ? '20' : '120',
      }),
      onData: chunk => process.stdout.write(chunk),
    },
  );
  return code;
}

/** The outbox alone, with processes that are killed and databases that fail. */
async function onTheOutbox() {
  const described = await describeStack('faults', {
    postgres: true,
    fresh: true,
  });
  const supervisor = await startStack(described, { withPortal: false });
  try {
    return await tests('outbox', described);
  } finally {
    await stopStack(supervisor, described);
  }
}

/** The whole portal, with tools that are taken away and requests of all kinds. */
async function onThePortal() {
  await buildPortal();
  const described = await describeStack('faults', {
    postgres: true,
    fresh: true,
  });
  const { stop } = await startFaultStack(described);
  try {
    return await tests('portal', described);
  } finally {
    await stop();
  }
}

const PARTS = { outbox: onTheOutbox, portal: onThePortal };

process.chdir(root);
await useOwnNode();
await install({ postgres: true });
await buildHub();
let failed = 0;
for (const part of values.only ? [values.only] : Object.keys(PARTS)) {
  failed += (await PARTS[part]()) === 0 ? 0 : 1;
}
process.exit(failed);
