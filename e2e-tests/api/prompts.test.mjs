import assert from 'node:assert/strict';
import test from 'node:test';
import { call } from './client.mjs';
import { modelServer, serve } from './modelServer.mjs';

const template = (own = {}) => ({
  name: `tone-${Date.now()}-${Math.random()}`,
  version: '1',
  content: 'Answer in one sentence.',
  ...own,
});
const create = async own => {
  const { code, body } = await call(
    'POST',
    '/prompts/templates',
    template(own),
  );
  assert.equal(code, 201, body.message);
  return body.data;
};

test('a prompt template is made, read, listed, changed and deleted', async () => {
  const made = await create({ context_tags: ['support'], language: 'en' });
  assert.equal(made.status, 'draft');
  const path = `/prompts/templates/${made.id}`;
  assert.deepEqual((await call('GET', path)).body.data, made);
  const changed = await call('PUT', path, { status: 'live', language: null });
  assert.deepEqual(
    [changed.body.data.status, changed.body.data.language],
    ['live', null],
  );
  assert.deepEqual(changed.body.data.context_tags, ['support']);
  const live = (await call('GET', '/prompts/templates?status=live')).body.data;
  assert.ok(live.some(({ id }) => id === made.id));
  const drafts = (await call('GET', '/prompts/templates?status=draft')).body;
  assert.ok(!drafts.data.some(({ id }) => id === made.id));
  const deleted = await call('DELETE', path);
  assert.equal(deleted.body.status, 'success');
  assert.equal(deleted.body.data, null);
});

test('a chat names the template it wants, which must be live', async t => {
  const { url, seen, server } = await modelServer({ modelName: 'm' });
  t.after(() => server.closeAllConnections() ?? server.close());
  const own = await create({ status: 'live', content: 'Be brief.' });
  const other = await create({ content: 'Answer in French.' });
  const endpoint = await serve(
    { provider: 'openai', base_url: url, model_name: 'm' },
    { promptPolicyId: own.id },
  );
  const chat = async template =>
    (
      await call('POST', `/serve/${endpoint.name}/chat`, {
        messages: [{ role: 'user', content: 'Hi' }],
        template,
      })
    ).body;
  const systems = () =>
    seen.map(({ body }) => body.messages.map(({ content }) => content));
  const { data } = (await call('GET', '/serving/endpoints')).body;
  const listed = data.find(({ id }) => id === endpoint.id);
  assert.equal(listed.promptPolicyId, own.id);
  assert.equal((await chat()).status, 'success');
  assert.match((await chat(other.id)).message, /is draft; only a live one/);
  await call('PUT', `/prompts/templates/${other.id}`, { status: 'live' });
  assert.equal((await chat(other.id)).status, 'success');
  assert.equal((await chat('no-such-template')).status, 'fail');
  assert.deepEqual(systems(), [
    ['Be brief.', 'Hi'],
    ['Answer in French.', 'Hi'],
  ]);
  await call('DELETE', `/serving/endpoints/${endpoint.id}`);
});

test('failures have the codes that clients know', async () => {
  const made = await create();
  const again = await call('POST', '/prompts/templates', {
    ...template(),
    name: made.name,
  });
  assert.equal(again.code, 200);
  assert.match(again.body.message, /already/);
  const honest = await call(
    'POST',
    '/prompts/templates',
    { ...template(), name: made.name },
    { prefer: 'handling=strict' },
  );
  assert.equal(honest.code, 409);
  const status = await call('POST', '/prompts/templates', {
    ...template(),
    status: 'approved',
  });
  assert.equal(status.code, 200);
  assert.match(status.body.message, /draft, live, retired/);
  const path = `/prompts/templates/${made.id}`;
  const empty = await call('PUT', path, { name: null });
  assert.equal(empty.code, 200);
  assert.equal(empty.body.status, 'fail');
  await call('DELETE', path);
  for (const method of ['GET', 'DELETE']) {
    const gone = await call(method, path);
    assert.equal(gone.code, 404);
    assert.deepEqual(Object.keys(gone.body), ['detail']);
  }
  assert.equal((await call('GET', '/prompts/templates/x')).code, 422);
  const missing = await call('POST', '/prompts/templates', { name: 'x' });
  assert.equal(missing.code, 422);
});
