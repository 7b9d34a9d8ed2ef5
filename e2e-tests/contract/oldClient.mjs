import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { stack } from '../api/client.mjs';

/** Calls as a client of the old platform does: two headers, no token. */
export async function old(method, path, body) {
  const form = body instanceof FormData;
  const response = await fetch(`${stack.portal.url}/llm-ops/v1${path}`, {
    method,
    headers: {
      'X-User-Id': 'test-user',
      'X-User-Roles': 'admin,llm-ops-user',
      'X-Proxy-Secret': stack.proxySecret,
      ...(!form && { 'Content-Type': 'application/json' }),
    },
    body: form || body === undefined ? body : JSON.stringify(body),
  });
  return { code: response.status, body: await response.json() };
}

/** The `data` of a call, as every old Python client takes it. */
export async function dataOf(method, path, body, code = 200) {
  const answer = await old(method, path, body);
  assert.equal(answer.code, code, `${method} ${path}: ${answer.body.message}`);
  assert.equal(answer.body.status, 'success', answer.body.message);
  return answer.body.data;
}

/** Asks every quarter of a second, as long as it has to. */
export async function poll(ask, isDone, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await ask();
    if (isDone(seen)) {
      return seen;
    }
    assert.ok(Date.now() < end, `still ${JSON.stringify(seen)}`);
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

/** A model server that speaks the OpenAI protocol, and keeps what it was asked. */
export async function modelServer() {
  const asked = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    asked.push({
      path: request.url,
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString() || '{}'),
    });
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        choices: [
          {
            message: { role: 'assistant', content: 'Good day.' },
            finish_reason: 'stop',
          },
        ],
        usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
      }),
    );
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}
