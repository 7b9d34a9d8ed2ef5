/**
 * `npm run migrate`: takes over an old platform. With `--config` as any
 * installation is configured; without, into the stack of `npm start`, which
 * runs. docs/migration.md says what to set.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useOwnNode } from '../lib/ownNode.mjs';
import { nodeBin, portalEnv, root, stateDir } from '../lib/paths.mjs';
import { portalConfigs, portalEnvironment } from '../services/portal.mjs';

await useOwnNode();
const args = process.argv.slice(2);
const json = async name =>
  JSON.parse(
    await readFile(join(stateDir('stack'), name), 'utf8').catch(() => 'null'),
  );

/** Configuration and environment of the local stack. */
async function localStack() {
  const stack = await json('stack.json');
  const secrets = await json('secrets.json');
  if (!stack || !secrets) {
    console.error(
      'There is no local stack: npm start, or name the configuration with --config.',
    );
    process.exit(2);
  }
  const described = { stateDir: stateDir('stack'), stack, secrets };
  return { configs: portalConfigs(stack), env: portalEnvironment(described) };
}

const own =
  args.some(arg => arg.startsWith('--config')) || args.includes('--help');
const { configs, env } = own
  ? { configs: [], env: portalEnv() }
  : await localStack();
const child = spawn(
  join(nodeBin, 'node'),
  [
    ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
    join(root, 'packages', 'backend', 'src', 'migrate.ts'),
    ...configs,
    ...args,
  ],
  {
    cwd: join(root, 'packages', 'backend'),
    env: { LOG_LEVEL: 'warn', ...env },
    stdio: 'inherit',
  },
);
child.on('close', code => process.exit(code ?? 1));
