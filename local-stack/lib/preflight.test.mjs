import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import test from 'node:test';
import { atLeast, preflight, versionIn } from './preflight.mjs';

const fine = {
  platform: 'linux',
  root: true,
  node: [20, 1],
  python: [3, 11],
  go: [1, 26],
  freeBytes: 50e9,
};

test('says nothing on a machine that has everything', async () => {
  assert.deepEqual(await preflight({ facts: fine }), []);
});

test('says in one line each what is missing and what to do', async () => {
  const lines = await preflight({
    facts: { ...fine, root: false, go: undefined, freeBytes: 1e9 },
  });
  assert.equal(lines.length, 3);
  assert.match(lines[0], /Not root.*sudo/);
  assert.match(lines[1], /Go 1.24/);
  assert.match(lines[2], /1.0 GB free; 8 GB are needed/);
});

test('names the process that holds a port', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address();
  const [line] = await preflight({ port, facts: fine });
  assert.match(line, new RegExp(`Port ${port} is taken by .*--port`));
  server.close();
});

test('reads versions', () => {
  assert.deepEqual(versionIn('go version go1.26.8 linux/amd64'), [1, 26]);
  assert.equal(versionIn('none'), undefined);
  assert.equal(atLeast([3, 9], [3, 11]), false);
  assert.equal(atLeast([4, 0], [3, 11]), true);
});
