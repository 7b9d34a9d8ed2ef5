/**
 * `npm run test:faults`: what docs/reliability.md promises, with faults made on
 * purpose. `-- --small` runs what `npm test` runs.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { install } from '../lib/install.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { nodeBin, portalEnv, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { describeStack, startStack, stopStack } from '../lib/stack.mjs';

const { values } = parseArgs({
  options: { small: { type: 'boolean', default: false } },
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
      }),
      onData: chunk => process.stdout.write(chunk),
    },
  );
  return code;
}

process.chdir(root);
await useOwnNode();
await install({ postgres: true });
const described = await describeStack('faults', {
  postgres: true,
  fresh: true,
});
const supervisor = await startStack(described, { withPortal: false });
let code = 1;
try {
  code = await tests('outbox', described);
} finally {
  await stopStack(supervisor, described);
}
process.exit(code);
