import assert from 'node:assert/strict';
import test from 'node:test';
import { call, stack } from './client.mjs';

const at = path => `${stack.portal.url}${path}`;

test('health is open and has the old shape', async () => {
  for (const path of [
    '/llm-ops/v1/health',
    '/llm-ops/v1/health/',
    '/api/llm-ops/v1/health',
  ]) {
    const response = await fetch(at(path));
    assert.equal(response.status, 200, path);
    assert.deepEqual(await response.json(), {
      status: 'healthy',
      message: 'API is running',
    });
  }
});

test('every route but the open ones refuses who has no identity, on both mounts', async () => {
  const document = await (await fetch(at('/llm-ops/v1/openapi.json'))).json();
  let checked = 0;
  for (const mount of ['/llm-ops/v1', '/api/llm-ops/v1']) {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        if (operation['x-open']) continue;
        const url = at(mount + path.replace(/\{\w+\}/g, 'x'));
        for (const headers of [
          {},
          { authorization: 'Bearer nonsense' },
          { 'x-user-id': 'eve', 'x-user-roles': 'admin' },
        ]) {
          const response = await fetch(url, {
            method: method.toUpperCase(),
            headers,
          });
          assert.equal(response.status, 401, `${method} ${url}`);
          const body = await response.json();
          assert.deepEqual(Object.keys(body).sort(), [
            'data',
            'message',
            'status',
          ]);
          checked += 1;
        }
      }
    }
  }
  assert.ok(checked > 200, `${checked} checks`);
});

test('business failures have the code of the success, unless honesty is asked for', async () => {
  const id = '00000000-0000-4000-8000-000000000000';
  const old = await call('GET', `/catalog/models/${id}`);
  assert.equal(old.code, 200);
  assert.equal(old.body.status, 'fail');
  assert.equal(old.body.data, null);
  const honest = await call('GET', `/catalog/models/${id}`, undefined, {
    prefer: 'handling=strict',
  });
  assert.equal(honest.code, 404);
});

test('a request that does not fit is a 422 in the shape of the old platform', async () => {
  const { code, body } = await call('POST', '/catalog/models', {
    name: 'x',
    type: 'strange',
  });
  assert.equal(code, 422);
  const places = body.detail.map(item => item.loc.join('.'));
  assert.ok(places.includes('body.version'));
  assert.ok(places.includes('body.type'));
  const broken = await fetch(at('/llm-ops/v1/catalog/models'), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stack.adminToken}`,
      'content-type': 'application/json',
    },
    body: '{"name":',
  });
  assert.equal(broken.status, 422);
  assert.equal((await broken.json()).detail[0].type, 'json_invalid');
});

test('unknown paths, wrong methods and trailing slashes answer as before', async () => {
  assert.deepEqual((await call('GET', '/nothing')).body, {
    detail: 'Not Found',
  });
  assert.equal((await call('PUT', '/catalog/models')).code, 405);
  const redirect = await fetch(at('/llm-ops/v1/catalog/models/'), {
    redirect: 'manual',
  });
  assert.equal(redirect.status, 307);
});

test('a model can be made, approved, refused twice, and deleted', async () => {
  const request = {
    name: `m-${Date.now()}`,
    version: '1',
    type: 'external',
    owner_team: 'ml-platform',
    metadata: { provider: 'openai', api_key: 'canary-secret' },
  };
  const made = await call('POST', '/catalog/models', request);
  assert.equal(made.code, 201);
  assert.equal(made.body.data.model_family, 'llama');
  assert.ok(
    !JSON.stringify(made.body).includes('canary-secret'),
    'secrets are never shown',
  );
  const again = await call('POST', '/catalog/models', request);
  // Unforeseen by the old platform, whose unforeseen failures all were 200.
  assert.equal(again.code, 200);
  assert.equal(again.body.status, 'fail');
  assert.match(again.body.message, /There is a external model/);
  const { id } = made.body.data;
  assert.equal(
    (await call('PATCH', `/catalog/models/${id}/status?status=approved`)).body
      .data.status,
    'approved',
  );
  assert.equal(
    (await call('PATCH', `/catalog/models/${id}/status?status=odd`)).body
      .status,
    'fail',
  );
  assert.deepEqual((await call('DELETE', `/catalog/models/${id}`)).body.data, {
    model_id: id,
    storage_cleaned: true,
    deleted_files_count: 0,
  });
});
