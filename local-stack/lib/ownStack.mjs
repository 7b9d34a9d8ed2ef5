import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describeStack, startStack, stopStack } from './stack.mjs';
import { Supervisor } from './supervisor.mjs';

/** Ends what is left when this process is killed and cannot do it itself. */
function watch(stateDir) {
  const program = fileURLToPath(new URL('watchdog.mjs', import.meta.url));
  spawn(process.execPath, [program, stateDir], {
    detached: true,
    stdio: 'ignore',
  }).unref();
}

/**
 * Does work on a stack of its own, which begins with nothing. The stack is ended
 * afterwards, however this process ends: also by SIGINT, SIGTERM and SIGKILL.
 *
 * @param options as of `describeStack`, and `withPortal` as of `startStack`
 * @param work given the described stack and a signal that tells when to stop
 */
export async function withStack(instance, { withPortal, ...options }, work) {
  const described = await describeStack(instance, { fresh: true, ...options });
  const supervisor = new Supervisor({ stateDir: described.stateDir });
  const interruption = new AbortController();
  const interrupt = name => {
    interruption.abort(new Error(`stopped by ${name}`));
    supervisor.stop();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  watch(described.stateDir);
  try {
    await startStack(described, { withPortal, supervisor });
    return await work(described, interruption.signal);
  } finally {
    await stopStack(supervisor, described);
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
