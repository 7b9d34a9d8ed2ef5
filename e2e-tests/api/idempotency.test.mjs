import assert from 'node:assert/strict';
import test from 'node:test';
import { call, files } from './client.mjs';

const tag = `once-${Date.now()}`;
const modelNamed = name => ({
  name,
  version: '1',
  type: 'external',
  owner_team: 'ml-platform',
  metadata: {},
});
const post = (name, key) =>
  call('POST', '/catalog/models', modelNamed(name), { 'idempotency-key': key });

test('twenty identical requests at once make one record', async () => {
  const name = `${tag}-many`;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post(name, `${tag}-1`)),
  );
  const done = answers.filter(({ code }) => code === 201);
  assert.ok(done.length >= 1);
  assert.equal(new Set(done.map(({ body }) => body.data.id)).size, 1);
  for (const { code, headers, body } of answers) {
    if (code !== 201) {
      assert.equal(code, 409);
      assert.equal(headers.get('retry-after'), '1');
      assert.equal(body.status, 'fail');
    }
  }
  const { body } = await call('GET', `/catalog/models?q=${name}`);
  assert.equal(body.data.length, 1);
});

test('the answer to a key is given again, and marked', async () => {
  const first = await post(`${tag}-again`, `${tag}-2`);
  const second = await post(`${tag}-again`, `${tag}-2`);
  assert.equal(first.headers.get('idempotency-replayed'), null);
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  assert.equal(second.code, 201);
  assert.deepEqual(second.body, first.body);

  const { id } = first.body.data;
  const remove = () =>
    call('DELETE', `/catalog/models/${id}`, undefined, {
      'idempotency-key': `${tag}-3`,
    });
  assert.equal((await remove()).body.status, 'success');
  assert.equal((await remove()).body.status, 'success');
});

test('a key is for one request only', async () => {
  await post(`${tag}-a`, `${tag}-4`);
  const other = await post(`${tag}-b`, `${tag}-4`);
  assert.equal(other.code, 422);
  assert.match(other.body.message, /used for another request/);
  assert.equal((await post(`${tag}-c`, 'with space')).code, 422);
});

test('a failure is given again too', async () => {
  await post(`${tag}-taken`, `${tag}-5`);
  const refused = await post(`${tag}-taken`, `${tag}-6`);
  const again = await post(`${tag}-taken`, `${tag}-6`);
  assert.equal(refused.body.status, 'fail');
  assert.deepEqual(again.body, refused.body);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
});

test('an upload can carry a key', async () => {
  const { body } = await call('POST', '/catalog/datasets', {
    name: `${tag}-set`,
    version: '1',
    type: 'sft_pair',
    owner_team: 'ml-platform',
    storage_uri: '',
  });
  const upload = () =>
    call(
      'POST',
      `/catalog/datasets/${body.data.id}/upload`,
      files({ 'rows.csv': 'question,answer\na,b\n' }),
      { 'idempotency-key': `${tag}-7` },
    );
  assert.equal((await upload()).body.status, 'success');
  assert.equal((await upload()).headers.get('idempotency-replayed'), 'true');
  const versions = await call(
    'GET',
    `/catalog/datasets/${body.data.id}/versions`,
  );
  assert.equal(versions.body.data.length, 1);
});
