/** `npm run dev`: the tools, and the portal with hot reload. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { install } from '../lib/install.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { nodeBin, root } from '../lib/paths.mjs';
import { describeStack, startStack } from '../lib/stack.mjs';
import { portalEnvironment } from '../services/portal.mjs';

process.chdir(root);
await useOwnNode();
await install();
const described = await describeStack('stack');
const supervisor = await startStack(described, { withPortal: false });
const configs = [
  'app-config.yaml',
  'app-config.dev.yaml',
  'app-config.local-stack.yaml',
];
const child = spawn(
  join(nodeBin, 'yarn'),
  [
    'backstage-cli',
    'repo',
    'start',
    ...configs.flatMap(name => ['--config', join(root, name)]),
  ],
  { cwd: root, env: portalEnvironment(described), stdio: 'inherit' },
);
const stop = async () => {
  child.kill('SIGTERM');
  await supervisor.stop();
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
child.on('exit', stop);
