/**
 * Waits for the end of the process that runs a stack, and ends what it left:
 *
 *     node watchdog.mjs <state folder>
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './processes.mjs';
import { readSupervisor } from './stack.mjs';
import { Supervisor } from './supervisor.mjs';

const [stateDir] = process.argv.slice(2);
const owner = await readSupervisor(stateDir);
while (await isAlive(owner)) {
  await sleep(500);
}
const { pid, started } = await readSupervisor(stateDir);
// Another process may run the stack of this folder already.
if (pid === owner.pid && started === owner.started) {
  await new Supervisor({ stateDir, say: () => {} }).cleanUp();
}
