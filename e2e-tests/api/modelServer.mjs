import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { call } from './client.mjs';

/**
 * A server in the wire formats of the OpenAI API and of Ollama's OpenAI
 * routes: wants its key and its model's name, answers whole or as events.
 */
export async function modelServer({ key, modelName }) {
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
    if (request.url === `/v2/models/${modelName}`) {
      return json(200, { name: modelName, platform: 'test', inputs: [] });
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

/** An endpoint of a new external model. */
export async function serve(metadata, own = {}) {
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
    ...own,
  });
  assert.equal(body.data.status, 'healthy', body.message);
  return { ...body.data, name };
}
