import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installNode } from './install.mjs';
import { nodeBin, portalEnv } from './paths.mjs';

const MAJOR = 24;

/**
 * Goes on in the Node that the project is built with: installs it, runs the
 * same script with it, and ends with its exit code. Returns at once when this
 * is that Node.
 */
export async function useOwnNode() {
  if (Number(process.versions.node.split('.')[0]) === MAJOR) {
    return;
  }
  await installNode();
  const child = spawn(join(nodeBin, 'node'), process.argv.slice(1), {
    stdio: 'inherit',
    env: portalEnv(),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    // Ctrl-C reaches the child by itself; it is the one that stops the stack.
    process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
  }
  const code = await new Promise(resolve => {
    child.on('close', (exit, signal) => resolve(signal ? 1 : exit));
  });
  process.exit(code);
}
