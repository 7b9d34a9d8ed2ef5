import assert from 'node:assert/strict';
import test from 'node:test';
import { call, stack } from './client.mjs';

const logs = async query =>
  (await call('GET', `/governance/audit/logs?${query}`)).body.data;

test('every write is in the audit log, done or failed, and reads are not', async () => {
  const body = {
    name: `audited-${Date.now()}`,
    version: '1',
    content: 'Be brief.',
  };
  const made = (await call('POST', '/prompts/templates', body)).body.data;
  await call('GET', `/prompts/templates/${made.id}`);
  await call('POST', '/prompts/templates', body);
  await call('DELETE', `/prompts/templates/${made.id}`);
  const own = await logs('resource_type=prompt_template&limit=3');
  assert.deepEqual(
    own.map(({ action, result, metadata }) => [
      action,
      result,
      metadata.outcome,
    ]),
    [
      ['deletePromptTemplate', 'allowed', 'done'],
      ['createPromptTemplate', 'allowed', 'failed'],
      ['createPromptTemplate', 'allowed', 'done'],
    ],
  );
  assert.equal(own[0].resourceId, made.id);
  assert.equal(own[2].resourceId, made.id);
  assert.ok(own[0].actorId.length > 0);
});

test('who is refused is in the audit log', async () => {
  const id = `refused-${Date.now()}`;
  const response = await fetch(
    `${stack.portal.url}/llm-ops/v1/catalog/models/${id}`,
    { method: 'DELETE', headers: { authorization: 'Bearer nonsense' } },
  );
  assert.equal(response.status, 401);
  const [entry] = await logs('action=deleteModel&limit=1');
  assert.equal(entry.result, 'denied');
  assert.equal(entry.resourceId, id);
});

test('the log is limited as clients know it', async () => {
  assert.deepEqual(await logs('limit=0'), []);
  const negative = await call('GET', '/governance/audit/logs?limit=-1');
  assert.deepEqual([negative.code, negative.body.status], [200, 'fail']);
  assert.equal(
    (await call('GET', '/governance/audit/logs?limit=1001')).code,
    422,
  );
});
