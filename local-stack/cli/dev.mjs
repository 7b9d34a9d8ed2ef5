/**
 * `npm run dev`: the tools, and the portal with hot reload: its pages on a
 * port of their own, its backend where `npm start` has it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { install } from '../lib/install.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { nodeBin, root } from '../lib/paths.mjs';
import { end, startTime } from '../lib/processes.mjs';
import { describeStack, startStack, stopStack } from '../lib/stack.mjs';
import { buildHub } from '../services/hub.mjs';
import {
  portalConfigs,
  portalEnvironment,
  stageDocs,
} from '../services/portal.mjs';

process.chdir(root);
await useOwnNode();
await install();
await buildHub();
const described = await describeStack('stack');
const supervisor = await startStack(described, { withPortal: false });
await stageDocs(described.stateDir);
const pages = `http://${described.stack.host}:${described.ports.pages}`;
console.log(`The pages will be on ${pages}/llm-ops`);
const child = spawn(
  join(nodeBin, 'yarn'),
  ['backstage-cli', 'repo', 'start', ...portalConfigs(described.stack)],
  {
    cwd: root,
    env: { ...portalEnvironment(described), LLM_OPS_APP_URL: pages },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  },
);
const started = await startTime(child.pid);
let stopping = false;
const stop = async () => {
  if (!stopping) {
    stopping = true;
    await end({ pid: child.pid, started });
    await stopStack(supervisor, described);
    process.exit(0);
  }
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
child.on('exit', stop);
