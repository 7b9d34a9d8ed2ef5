import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, isAlive, startTime } from './processes.mjs';
import { Supervisor } from './supervisor.mjs';

const sleeper = {
  name: 'sleeper',
  command: 'sleep',
  args: ['600'],
  ready: async () => true,
};

async function withState(work) {
  const stateDir = await mkdtemp(join(tmpdir(), 'supervisor-'));
  try {
    await work(stateDir);
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
}

test('starts again what dies, says so, and ends it at the end', () =>
  withState(async stateDir => {
    const said = [];
    const supervisor = new Supervisor({
      stateDir,
      say: text => said.push(text),
    });
    await supervisor.start(sleeper);
    const first = supervisor.pids().sleeper;
    process.kill(first, 'SIGKILL');
    for (
      let i = 0;
      i < 50 && (supervisor.pids().sleeper ?? first) === first;
      i += 1
    ) {
      await sleep(100);
    }
    const second = supervisor.pids().sleeper;
    assert.notEqual(second, first);
    assert.match(said[0], /sleeper ended \(SIGKILL\); starting it again/);
    await supervisor.stop();
    assert.equal(await startTime(second), undefined);
  }));

test('starts again a process whose children outlived it, and ends those', () =>
  withState(async stateDir => {
    const supervisor = new Supervisor({ stateDir, say: () => {} });
    await supervisor.start({
      ...sleeper,
      name: 'parent',
      command: 'sh',
      args: ['-c', 'sleep 601 & echo $! > child; wait'],
      cwd: stateDir,
    });
    const first = supervisor.pids().parent;
    await sleep(300);
    const child = Number(await readFile(join(stateDir, 'child'), 'utf8'));
    const record = { pid: child, started: await startTime(child) };
    assert.equal(await isAlive(record), true);
    process.kill(first, 'SIGKILL');
    for (let i = 0; i < 50 && !(supervisor.pids().parent > first); i += 1) {
      await sleep(100);
    }
    const second = supervisor.pids().parent;
    const left = await isAlive(record);
    await supervisor.stop();
    assert.ok(second > first);
    assert.equal(left, false);
  }));

test('ends what a killed supervisor left, but never a stranger with the same pid', () =>
  withState(async stateDir => {
    const dead = new Supervisor({ stateDir, say: () => {} });
    await dead.start(sleeper);
    const { sleeper: pid } = dead.pids();
    const record = { pid, started: await startTime(pid) };
    await end({ pid, started: 'another time' });
    assert.equal(await isAlive(record), true);
    const next = new Supervisor({ stateDir, say: () => {} });
    await next.cleanUp();
    assert.equal(await isAlive(record), false);
    await dead.stop();
  }));

test('says which process does not answer, and where its log is', () =>
  withState(async stateDir => {
    const supervisor = new Supervisor({ stateDir, say: () => {} });
    await assert.rejects(
      supervisor.start({
        ...sleeper,
        ready: async () => false,
        readySeconds: 0.4,
      }),
      /sleeper does not answer after 0.4 s; see .*sleeper.log/,
    );
    await supervisor.stop();
  }));
