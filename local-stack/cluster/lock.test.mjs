import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { root } from '../lib/paths.mjs';
import { startTime } from '../lib/processes.mjs';
import { lockIsLeft, releaseLock, takeLock } from './lock.mjs';

async function lockFile(t, record) {
  const dir = await mkdtemp(join(tmpdir(), 'llm-ops-lock-'));
  t.after(() => rm(dir, { recursive: true }));
  const file = join(dir, 'cluster.lock');
  if (record) {
    await writeFile(file, JSON.stringify(record));
  }
  return file;
}
const never = () => assert.fail('nothing was left');
const read = async file => JSON.parse(await readFile(file, 'utf8'));

test('a free place is taken, and given back', async t => {
  const file = await lockFile(t);
  const refused = await takeLock({ file, stateDir: '/s', endLeft: never });
  assert.equal(refused, undefined);
  assert.equal((await read(file)).pid, process.pid);
  assert.equal(await lockIsLeft(file), false);
  await releaseLock(file);
  await assert.rejects(read(file));
});

test('a running start of another checkout is named, and left alone', async t => {
  const other = spawn('sleep', ['60']);
  t.after(() => other.kill());
  const started = await startTime(other.pid);
  const file = await lockFile(t, {
    pid: other.pid,
    started,
    root: '/elsewhere',
  });
  const refused = await takeLock({ file, stateDir: '/s', endLeft: never });
  assert.match(refused, new RegExp(`/elsewhere is running .pid ${other.pid}`));
  await releaseLock(file);
  assert.equal((await read(file)).root, '/elsewhere');
});

for (const where of ['/elsewhere', root]) {
  test(`what a killed start in ${
    where === root ? 'this' : 'another'
  } checkout left is ended before its place is taken`, async t => {
    const dead = {
      pid: process.pid,
      started: '1',
      root: where,
      stateDir: '/d',
    };
    const file = await lockFile(t, dead);
    const ended = [];
    const refused = await takeLock({
      file,
      stateDir: '/s',
      endLeft: async left => {
        assert.deepEqual(await read(file), dead);
        ended.push(left);
      },
    });
    assert.equal(refused, undefined);
    assert.deepEqual(ended, [dead]);
    assert.equal((await read(file)).root, root);
  });
}
