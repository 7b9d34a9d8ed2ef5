import assert from 'node:assert/strict';
import test from 'node:test';
import { call, stack } from './client.mjs';
import { guest } from './identities.mjs';

const scrape = (headers = {}) =>
  fetch(`${stack.portal.url}/metrics`, { headers });
const admin = { authorization: `Bearer ${stack.adminToken}` };

/** Value of the sample whose labels hold all of these; undefined when there is none. */
function sample(text, name, labels) {
  const line = text
    .split('\n')
    .find(
      row =>
        row.startsWith(`${name}{`) &&
        Object.entries(labels).every(([key, value]) =>
          row.includes(`${key}="${value}"`),
        ),
    );
  return line && Number(/\} (\S+)/.exec(line)[1]);
}

test('metrics are for services and engineers only', async () => {
  assert.equal((await scrape()).status, 401);
  assert.equal(
    (await scrape({ authorization: 'Bearer nonsense' })).status,
    401,
  );
  assert.equal((await scrape(admin)).status, 200);
  assert.equal((await scrape(await guest())).status, 200);
});

test('Prometheus reads requests, tools and the outbox, without names of people or records', async () => {
  await call('GET', '/catalog/models?limit=1');
  const response = await scrape(admin);
  assert.match(response.headers.get('content-type'), /^text\/plain/);
  const text = await response.text();
  assert.ok(
    sample(text, 'llm_ops_request_seconds_count', {
      operation: 'listModels',
      status: 200,
    }) >= 1,
  );
  const { instances } = (await call('GET', '/health/integrations')).body.data;
  for (const { id, kind } of instances) {
    const up = sample(text, 'llm_ops_tool_up', { instance: id, kind });
    assert.ok([0, 0.5, 1].includes(up), `${id}: ${up}`);
  }
  assert.ok(instances.some(({ kind }) => kind === 'object_store'));
  const own = text.split('\n').filter(line => line.startsWith('llm_ops_'));
  assert.ok(own.every(line => !/user:|model:|job:/.test(line)));
});

test('a version that the portal speaks to is said to be compatible', async () => {
  const { instances } = (await call('GET', '/health/integrations')).body.data;
  const mlflow = instances.find(({ tool }) => tool === 'mlflow');
  assert.equal(mlflow.compatible, true);
  assert.equal(mlflow.upgrade, undefined);
});
