/** `npm run config:check`: compares the configuration of dev, stg and prod. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { useOwnNode } from '../lib/ownNode.mjs';
import { nodeBin, portalEnv, root } from '../lib/paths.mjs';

await useOwnNode();
const child = spawn(
  join(nodeBin, 'node'),
  [
    ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
    join(root, 'packages', 'backend', 'src', 'configCheck.ts'),
    ...process.argv.slice(2),
  ],
  {
    cwd: join(root, 'packages', 'backend'),
    env: portalEnv(),
    stdio: 'inherit',
  },
);
child.on('close', code => process.exit(code ?? 1));
