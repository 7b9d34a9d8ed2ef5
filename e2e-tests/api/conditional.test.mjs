import assert from 'node:assert/strict';
import test from 'node:test';
import { call, files, stack } from './client.mjs';

async function newModel(name) {
  const { body } = await call('POST', '/catalog/models', {
    name: `${name}-${Date.now()}`,
    version: '1',
    type: 'external',
    owner_team: 'ml-platform',
    metadata: { provider: 'openai', base_url: 'http://127.0.0.1:9/v1' },
  });
  await call('PATCH', `/catalog/models/${body.data.id}/status?status=approved`);
  return body.data.id;
}

test('a record that did not change is not sent again', async () => {
  const path = `/catalog/models/${await newModel('tagged')}`;
  const etag = (await call('GET', path)).headers.get('etag');
  assert.match(etag, /^"[\w-]{27}"$/);
  const same = await call('GET', path, undefined, { 'if-none-match': etag });
  assert.equal(same.code, 304);
  assert.equal(same.body, undefined);
  await call('PATCH', `${path}/status?status=rejected`);
  const other = await call('GET', path, undefined, { 'if-none-match': etag });
  assert.equal(other.code, 200);
  assert.notEqual(other.headers.get('etag'), etag);
});

test('a change that was decided on an old state is refused', async () => {
  const path = `/catalog/models/${await newModel('raced')}`;
  const etag = (await call('GET', path)).headers.get('etag');
  const set = status =>
    call('PATCH', `${path}/status?status=${status}`, undefined, {
      'if-match': etag,
    });
  const codes = await Promise.all(
    ['rejected', 'draft', 'pending_review'].map(set),
  );
  assert.deepEqual(codes.map(({ code }) => code).sort(), [200, 412, 412]);
  const remove = await call('DELETE', path, undefined, { 'if-match': etag });
  assert.equal(remove.code, 412);
  assert.match(remove.body.message, /has changed since it was read/);
  const now = (await call('GET', path)).headers.get('etag');
  assert.equal(
    (await call('DELETE', path, undefined, { 'if-match': now })).body.status,
    'success',
  );
});

test('an endpoint keeps its tag while nobody changes it', async () => {
  const { body } = await call('POST', '/serving/endpoints', {
    modelId: await newModel('served'),
    environment: 'dev',
    route: `/tagged-${Date.now()}`,
  });
  const path = `/serving/endpoints/${body.data.id}`;
  const etag = (await call('GET', path)).headers.get('etag');
  await call('POST', `${path}/refresh-status`);
  assert.equal((await call('GET', path)).headers.get('etag'), etag);
  const change = await call(
    'PATCH',
    path,
    { autoscalePolicy: { cpuUtilization: 60 } },
    { 'if-match': etag },
  );
  assert.equal(change.code, 200);
  assert.notEqual((await call('GET', path)).headers.get('etag'), etag);
});

test('long work can be followed as an operation', async () => {
  const { body: made } = await call('POST', '/catalog/models', {
    name: `followed-${Date.now()}`,
    version: '1',
    type: 'base',
    owner_team: 'ml-platform',
    metadata: {},
  });
  const model = `/catalog/models/${made.data.id}`;
  await call('POST', `${model}/upload`, files({ 'config.json': '{}' }));
  await call('PATCH', `${model}/status?status=approved`);
  const deploy = (name, headers) =>
    call(
      'POST',
      '/serving/endpoints',
      {
        modelId: made.data.id,
        environment: 'dev',
        route: `/${name}-${Date.now()}`,
        useGpu: false,
      },
      headers,
    );
  const old = await deploy('old');
  assert.equal(old.code, 200);
  assert.equal(old.headers.get('location'), null);
  const { code, headers, body } = await deploy('followed', {
    prefer: 'respond-async',
  });
  assert.equal(code, 202, body.message);
  assert.equal(headers.get('preference-applied'), 'respond-async');
  const place = headers.get('location');
  assert.match(place, /^\/llm-ops\/v1\/operations\/[\w-]{36}$/);
  const operation = await call('GET', place.replace('/llm-ops/v1', ''));
  assert.equal(operation.code, 200);
  assert.equal(operation.body.data.lane, `endpoint:${body.data.id}`);
  for (const { data } of [old.body, body]) {
    await call('DELETE', `/serving/endpoints/${data.id}`);
  }
});

test('every answer names its request, by the id the caller gave', async () => {
  for (const [path, given] of [
    ['/catalog/models?limit=1', 'my-request.1'],
    ['/nothing', 'my-request.2'],
    ['/health', 'not an id'],
  ]) {
    const response = await fetch(`${stack.portal.url}/llm-ops/v1${path}`, {
      headers: {
        authorization: `Bearer ${stack.adminToken}`,
        'x-request-id': given,
      },
    });
    const id = response.headers.get('x-request-id');
    assert.ok(given.includes(' ') ? /^[\w-]{36}$/.test(id) : id === given);
  }
});
