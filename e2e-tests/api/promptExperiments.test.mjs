import assert from 'node:assert/strict';
import test from 'node:test';
import { call, stack, until } from './client.mjs';
import { modelServer, serve } from './modelServer.mjs';

const name = () => `ab-${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
const template = async (content, status = 'live') =>
  (
    await call('POST', '/prompts/templates', {
      name: name(),
      version: '1',
      content,
      status,
    })
  ).body.data.id;
const messages = [{ role: 'user', content: 'Say hello' }];

test('the templates of a running experiment share the chats of an endpoint', async () => {
  const a = await template('You are A.');
  const b = await template('You are B.');
  const made = await call('POST', '/prompts/experiments', {
    name: name(),
    variants: [
      { template_id: a, weight: 1 },
      { template_id: b, weight: 1 },
    ],
  });
  assert.equal(made.code, 201, made.body.message);
  const { id } = made.body.data;
  const path = `/prompts/experiments/${id}`;
  const { url, seen, server } = await modelServer({ modelName: 'm' });
  const endpoint = await serve(
    { provider: 'openai', base_url: url, model_name: 'm' },
    { promptPolicyId: id },
  );
  const chat = () => call('POST', `/serve/${endpoint.name}/chat`, { messages });
  const draft = await chat();
  assert.equal(draft.headers.get('x-llm-ops-prompt-variant'), null);
  assert.deepEqual(seen.at(-1).body.messages, messages);
  assert.equal((await call('PATCH', path, { status: 'running' })).code, 200);
  const first = await chat();
  const chosen = first.headers.get('x-llm-ops-prompt-variant');
  assert.ok([a, b].includes(chosen));
  assert.deepEqual(seen.at(-1).body.messages[0], {
    role: 'system',
    content: chosen === a ? 'You are A.' : 'You are B.',
  });
  const openai = await call(
    'POST',
    `/serve/${endpoint.name}/openai/v1/chat/completions`,
    { messages },
  );
  assert.equal(openai.headers.get('x-llm-ops-prompt-variant'), chosen);
  const result = await until('the count', 30, async () => {
    const { variants } = (await call('GET', path)).body.data;
    return (
      variants.find(v => v.template_id === chosen).answers === 2 && variants
    );
  });
  const own = result.find(v => v.template_id === chosen);
  assert.deepEqual(
    [own.requests, own.prompt_tokens, own.completion_tokens],
    [2, 14, 4],
  );
  assert.ok(own.mean_answer_ms >= 0);
  assert.equal(result.find(v => v.template_id !== chosen).requests, 0);
  assert.equal((await call('PATCH', path, { variants: [] })).code, 409);
  await call('PATCH', path, { status: 'stopped' });
  assert.equal((await chat()).headers.get('x-llm-ops-prompt-variant'), null);
  await call('DELETE', `/serving/endpoints/${endpoint.id}`);
  assert.equal((await call('DELETE', path)).code, 200);
  assert.equal((await call('GET', path)).code, 404);
  server.close();
  server.closeAllConnections();
});

test('an experiment needs different, and to run also live, templates', async () => {
  const live = await template('Live.');
  const draft = await template('Draft.', 'draft');
  const make = (ids, own = {}) =>
    call('POST', '/prompts/experiments', {
      name: name(),
      variants: ids.map(template_id => ({ template_id, weight: 1 })),
      ...own,
    });
  assert.equal((await make([live])).code, 400);
  assert.equal((await make([live, live])).code, 400);
  assert.equal((await make([live, 'none'])).code, 400);
  assert.equal((await make([live, draft], { status: 'running' })).code, 409);
  const made = await make([live, draft]);
  assert.equal(made.code, 201);
  const again = await make([live, draft], { name: made.body.data.name });
  assert.equal(again.code, 409);
  const path = `/prompts/experiments/${made.body.data.id}`;
  assert.equal((await call('PATCH', path, { status: 'running' })).code, 409);
  await call('DELETE', path);
});

test('many callers are shared by weight, each always with the same template', async () => {
  const [a, b] = [await template('You are A.'), await template('You are B.')];
  const made = await call('POST', '/prompts/experiments', {
    name: name(),
    variants: [
      { template_id: a, weight: 3 },
      { template_id: b, weight: 1 },
    ],
    status: 'running',
  });
  assert.equal(made.code, 201, made.body.message);
  const { id } = made.body.data;
  const { url, server } = await modelServer({ modelName: 'm' });
  const endpoint = await serve(
    { provider: 'openai', base_url: url, model_name: 'm' },
    { promptPolicyId: id },
  );
  const ask = async user => {
    const { code, headers } = await call(
      'POST',
      `/serve/${endpoint.name}/chat`,
      { messages },
      {
        authorization: '',
        'x-proxy-secret': stack.proxySecret,
        'x-user-id': user,
        'x-user-roles': 'admin',
      },
    );
    assert.equal(code, 200);
    return headers.get('x-llm-ops-prompt-variant');
  };
  const users = Array.from({ length: 60 }, (_, i) => `user-${i}`);
  const chosen = [];
  for (const user of users) {
    chosen.push(await ask(user));
  }
  const first = chosen.filter(variant => variant === a).length;
  assert.ok(first > 30 && first < 59, `${first} of 60`);
  for (const user of [0, 7, 21]) {
    assert.equal(await ask(users[user]), chosen[user]);
  }
  const counted = await until('the counts', 30, async () => {
    const { variants } = (await call('GET', `/prompts/experiments/${id}`)).body
      .data;
    const answers = variants.map(variant => variant.answers);
    return answers[0] + answers[1] === 63 && answers;
  });
  assert.ok(counted[0] >= first);
  await call('DELETE', `/serving/endpoints/${endpoint.id}`);
  await call('DELETE', `/prompts/experiments/${id}`);
  server.close();
  server.closeAllConnections();
});
