/**
 * `npm run test:migrate`: the migration of a large old platform, on the real
 * tools. `-- --small` takes the source that `npm test` takes.
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
process.chdir(root);
await useOwnNode();
await install({ postgres: true });
const described = await describeStack('migrate', {
  postgres: true,
  fresh: true,
});
const supervisor = await startStack(described, { withPortal: false });
let code = 1;
try {
  ({ code } = await run(
    'test-migrate',
    join(nodeBin, 'node'),
    ['--test', 'e2e-tests/migration/*.test.mjs'],
    {
      env: portalEnv({
        LLM_OPS_TEST_STACK_JSON: join(described.stateDir, 'stack.json'),
        LLM_OPS_MIGRATION_SIZE: values.small ? 'small' : 'full',
      }),
      onData: chunk => process.stdout.write(chunk),
    },
  ));
} finally {
  await stopStack(supervisor, described);
}
process.exit(code);
