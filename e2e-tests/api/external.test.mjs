import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { call, stack } from './client.mjs';
import { modelServer, serve } from './modelServer.mjs';

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
