/** Whatever is sent, the portal says what is wrong with it and goes on. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { stack } from '../../api/client.mjs';
import { malformed, RAW } from './malformed.mjs';

const full = process.env.LLM_OPS_FAULTS === 'full';
const COUNT = full ? 10_000 : 1_000;
const SEED = Number(process.env.LLM_OPS_FAULTS_SEED ?? 4);
const PATIENCE_MS = 10_000;
/** The server may close the connection when it has refused what still comes. */
const CLOSED = /ECONNRESET|EPIPE|socket hang up/;
const { hostname, port } = new URL(stack.portal.url);
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

const portalPid = async () =>
  JSON.parse(
    await readFile(
      join(dirname(process.env.LLM_OPS_TEST_STACK_JSON), 'processes.json'),
      'utf8',
    ),
  ).portal.pid;

/** Code and text of the answer, or why there is none. */
function send({ method, path, headers, body }) {
  return new Promise(resolve => {
    const call = request(
      {
        agent,
        hostname,
        port,
        method,
        path: `/llm-ops/v1${path}`,
        headers: { authorization: `Bearer ${stack.adminToken}`, ...headers },
        timeout: PATIENCE_MS,
      },
      response => {
        let text = '';
        response.on('data', chunk => {
          text = (text + chunk).slice(0, 500);
        });
        response.on('close', () =>
          resolve({ code: response.statusCode, text }),
        );
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer in time')));
    call.on('error', error => resolve({ code: error.message, text: '' }));
    call.end(body);
  });
}

/** First line of the answer to bytes. */
function sendRaw(bytes) {
  return new Promise(resolve => {
    let text = '';
    const socket = connect({ host: hostname, port }, () => socket.end(bytes));
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', chunk => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text.split('\r\n')[0]));
  });
}

test(`${COUNT} malformed requests are refused without an error of the server`, async () => {
  const pid = await portalPid();
  const inputs = malformed(COUNT, SEED);
  const codes = {};
  const times = [];
  const bad = [];
  await Promise.all(
    [...Array(8)].map(async () => {
      for (const input of inputs) {
        const begun = performance.now();
        const { code, text } = await send(input);
        times.push(performance.now() - begun);
        codes[code] = (codes[code] ?? 0) + 1;
        if (!(code < 500) && !CLOSED.test(code)) {
          const { method, path, headers, body } = input;
          bad.push({
            code,
            text,
            request: `${method} ${path.slice(0, 200)}`,
            headers,
            body: String(body).slice(0, 200),
          });
        }
      }
    }),
  );
  const sorted = times.sort((a, b) => a - b);
  const at = part => Math.round(sorted[Math.floor(sorted.length * part)]);
  console.log(
    `# ${times.length} malformed requests (seed ${SEED}): ${JSON.stringify(
      codes,
    )}, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(0.99999)} ms`,
  );
  assert.deepEqual(bad.slice(0, 20), [], `${bad.length} bad answers`);
  assert.equal(await portalPid(), pid, 'the portal is the same process');
  assert.equal((await send({ method: 'GET', path: '/health' })).code, 200);
});

test('what is no HTTP is refused without an error of the server', async () => {
  const pid = await portalPid();
  for (const bytes of RAW) {
    const line = await sendRaw(bytes);
    assert.match(line, /^$|^HTTP\/1\.1 [1-4]/, JSON.stringify(bytes));
  }
  assert.equal(await portalPid(), pid);
  assert.equal((await send({ method: 'GET', path: '/health' })).code, 200);
});
