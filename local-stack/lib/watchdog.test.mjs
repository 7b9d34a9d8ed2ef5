import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive, startTime } from './processes.mjs';
import { Supervisor } from './supervisor.mjs';

const recordOf = async pid => ({ pid, started: await startTime(pid) });

test('ends what a killed process left, and not before', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'watchdog-'));
  const owner = spawn('sleep', ['600']);
  await writeFile(
    join(stateDir, 'supervisor.json'),
    JSON.stringify(await recordOf(owner.pid)),
  );
  const supervisor = new Supervisor({ stateDir, say: () => {} });
  await supervisor.start({
    name: 'sleeper',
    command: 'sleep',
    args: ['600'],
    ready: async () => true,
  });
  const sleeper = await recordOf(supervisor.pids().sleeper);
  const watchdog = spawn(process.execPath, [
    fileURLToPath(new URL('watchdog.mjs', import.meta.url)),
    stateDir,
  ]);
  const ended = once(watchdog, 'exit').then(([code]) => code);
  assert.equal(
    await Promise.race([ended, sleep(1_500, 'it waits')]),
    'it waits',
  );
  assert.equal(await isAlive(sleeper), true);
  owner.kill('SIGKILL');
  assert.equal(await ended, 0);
  assert.equal(await isAlive(sleeper), false);
  await supervisor.stop();
  await rm(stateDir, { recursive: true, force: true });
});
