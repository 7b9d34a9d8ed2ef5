import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import test from 'node:test';
import { call, stack } from './client.mjs';

/**
 * A server in the wire formats of the OpenAI API and of Ollama's OpenAI
 * routes: wants its key and its model's name, answers whole or as events.
 */
async function modelServer({ key, modelName }) {
  const seen = [];
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request);
    const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks)) : {};
    seen.push({ url: request.url, headers: request.headers, body });
    const json = (status, value) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (key && request.headers.authorization !== `Bearer ${key}`) {
      return json(401, { error: { message: 'Incorrect API key provided' } });
    }
    if (request.url === '/v1/models') {
      return json(200, { object: 'list', data: [{ id: modelName }] });
    }
    if (body.model !== modelName) {
      return json(404, { error: { message: `no model ${body.model}` } });
    }
    const usage = { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 };
    if (!body.stream) {
      return json(200, {
        object: 'chat.completion',
        model: modelName,
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content: 'Hello there' },
            finish_reason: 'stop',
          },
        ],
        usage,
      });
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const content of ['Hello', ' there']) {
      const choices = [{ index: 0, delta: { content } }];
      response.write(`data: ${JSON.stringify({ choices })}\n\n`);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    response.write(`data: ${JSON.stringify({ choices: [], usage })}\n\n`);
    response.end('data: [DONE]\n\n');
    return undefined;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, seen, server };
}

async function serve(metadata) {
  const name = `external-${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
  const model = await call('POST', '/catalog/models', {
    name,
    version: '1',
    type: 'external',
    status: 'approved',
    owner_team: 'ml-platform',
    model_family: 'gpt',
    metadata,
  });
  assert.equal(model.code, 201, model.body.message);
  const { body } = await call('POST', '/serving/endpoints', {
    modelId: model.body.data.id,
    environment: 'dev',
    route: `/${name}`,
  });
  assert.equal(body.data.status, 'healthy', body.message);
  return { ...body.data, name };
}

const messages = [{ role: 'user', content: 'Say hello' }];

for (const [provider, metadataOf, key] of [
  [
    'openai',
    url => ({
      provider: 'openai',
      base_url: `${url}/v1`,
      api_key: 'wire-key-1234',
      model_name: 'gpt-test',
    }),
    'wire-key-1234',
  ],
  [
    'ollama',
    url => ({ provider: 'ollama', endpoint: url, model_name: 'gpt-test' }),
    undefined,
  ],
]) {
  test(`a model of an ${provider} server is an endpoint without a workload`, async () => {
    const { url, seen, server } = await modelServer({
      key,
      modelName: 'gpt-test',
    });
    const endpoint = await serve(metadataOf(url));
    const path = `/serve/${endpoint.name}`;
    const { body } = await call('POST', `${path}/chat`, { messages });
    assert.equal(body.status, 'success', body.message);
    assert.deepEqual(body.data, {
      choices: [
        {
          message: { role: 'assistant', content: 'Hello there' },
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 },
    });
    const [asked] = seen;
    assert.equal(asked.url, '/v1/chat/completions');
    assert.deepEqual(
      [asked.body.stream, asked.body.temperature, asked.body.max_tokens],
      [false, 0.7, 500],
    );
    assert.equal(asked.headers.authorization, key && `Bearer ${key}`);
    const models = await call('GET', `${path}/openai/v1/models`);
    assert.equal(models.body.data[0].id, 'gpt-test');
    const streamed = await fetch(
      `${stack.portal.url}/llm-ops/v1${path}/openai/v1/chat/completions`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${stack.adminToken}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ model: 'anything', messages, stream: true }),
      },
    );
    assert.match(await streamed.text(), /Hello.* there.*\[DONE\]/s);
    await call('DELETE', `/serving/endpoints/${endpoint.id}`);
    server.close();
    server.closeAllConnections();
  });
}

test('a server that is away fails with words, and an endpoint without an address too', async () => {
  const { url, server } = await modelServer({ modelName: 'm' });
  server.close();
  await once(server, 'close');
  const away = await serve({ provider: 'openai', base_url: url });
  const first = await call('POST', `/serve/${away.name}/chat`, { messages });
  assert.deepEqual([first.code, first.body.status], [200, 'fail']);
  const nowhere = await serve({ provider: 'bedrock' });
  const second = await call('POST', `/serve/${nowhere.name}/chat`, {
    messages,
  });
  assert.equal(second.body.status, 'fail');
  assert.match(second.body.message, /base_url/);
});
