/** `npm stop`: ends a stack that runs, or what a killed one left. */
import { setTimeout as sleep } from 'node:timers/promises';
import { stateDir } from '../lib/paths.mjs';
import { startTime } from '../lib/processes.mjs';
import { cleanUp, readSupervisor } from '../lib/stack.mjs';
import { Supervisor } from '../lib/supervisor.mjs';

const state = stateDir('stack');
const record = await readSupervisor(state);
if (record && (await startTime(record.pid)) === record.started) {
  process.kill(record.pid, 'SIGTERM');
  for (
    let i = 0;
    i < 900 && (await startTime(record.pid)) === record.started;
    i += 1
  ) {
    await sleep(100);
  }
}
await cleanUp(new Supervisor({ stateDir: state }));
console.log('Nothing of this checkout runs any more.');
