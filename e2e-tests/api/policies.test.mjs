import assert from 'node:assert/strict';
import test from 'node:test';
import { call } from './client.mjs';

const name = () => `policy-${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
const make = own =>
  call('POST', '/governance/policies', {
    name: name(),
    scope: 'dataset',
    rules: {},
    ...own,
  });

test('a policy is made, read, listed and reviewed as clients know it', async () => {
  const { code, body } = await make({ rules: { anything: [1] } });
  assert.equal(code, 200);
  assert.deepEqual(Object.keys(body.data), [
    'id',
    'name',
    'scope',
    'rules',
    'status',
    'lastReviewedAt',
    'createdAt',
  ]);
  assert.deepEqual(
    [body.data.status, body.data.lastReviewedAt],
    ['draft', null],
  );
  const path = `/governance/policies/${body.data.id}`;
  assert.deepEqual((await call('GET', path)).body.data, body.data);
  const drafts = await call(
    'GET',
    '/governance/policies?scope=dataset&status=draft',
  );
  assert.equal(drafts.body.data[0].id, body.data.id);
  const again = await make({ name: body.data.name });
  assert.deepEqual([again.code, again.body.status], [200, 'fail']);
  assert.match(again.body.message, /already/);
  assert.equal((await make({ status: 'perhaps' })).code, 422);
  const scope = await make({ scope: 'moon' });
  assert.deepEqual([scope.code, scope.body.status], [200, 'fail']);
  const missing = await call('GET', '/governance/policies/none');
  assert.deepEqual([missing.code, missing.body.status], [200, 'fail']);
  const reviewed = await call('PATCH', path, { status: 'retired' });
  assert.equal(reviewed.body.data.status, 'retired');
  assert.ok(reviewed.body.data.lastReviewedAt);
  assert.equal((await call('PUT', path, {})).code, 405);
  assert.equal((await call('DELETE', path)).code, 405);
});

test('every scope and status that clients send is kept', async () => {
  for (const scope of [
    'model',
    'dataset',
    'user',
    'project',
    'catalog',
    'training',
    'serving',
    'global',
  ]) {
    for (const status of ['draft', 'deprecated', 'retired']) {
      const { body } = await make({ scope, status });
      assert.deepEqual(
        [body.status, body.data?.scope, body.data?.status],
        ['success', scope, status],
      );
    }
  }
});

test('an active policy refuses what breaches it, says so, and it is audited', async () => {
  const dataset = () =>
    call('POST', '/catalog/datasets', {
      name: name(),
      version: '1',
      storage_uri: '',
      owner_team: 'ml-platform',
      type: 'sft_pair',
    });
  const { body } = await make({
    status: 'active',
    rules: { required_roles: ['nobody-has-this-role'] },
  });
  const { id, name: policy } = body.data;
  try {
    const refused = await dataset();
    assert.deepEqual([refused.code, refused.body.status], [403, 'fail']);
    assert.match(refused.body.message, new RegExp(policy));
    assert.match(refused.body.message, /nobody-has-this-role/);
    assert.equal((await call('GET', '/catalog/datasets')).code, 200);
    const { body: logs } = await call(
      'GET',
      '/governance/audit/logs?action=createDataset&limit=1',
    );
    assert.equal(logs.data[0].result, 'denied');
    assert.equal(logs.data[0].metadata.policyId, id);
  } finally {
    await call('PATCH', `/governance/policies/${id}`, { status: 'retired' });
  }
  assert.equal((await dataset()).code, 201);
});

test('an active policy that cannot be evaluated is never made', async () => {
  const { body } = await make({
    status: 'active',
    rules: { conditions: [{ type: 'cost_limit', limit: 'much' }] },
  });
  assert.equal(body.status, 'fail');
  assert.match(body.message, /rules\.conditions\[0\]\.limit/);
});
