import assert from 'node:assert/strict';
import test from 'node:test';
import { call } from './client.mjs';

const tag = `page-${Date.now()}`;
const rowsOf = body => body.data.jobs ?? body.data;

test('models come in pages that join without a gap, the newest first', async () => {
  const made = [];
  for (const version of ['1', '2', '3', '4', '5']) {
    const { body } = await call('POST', '/catalog/models', {
      name: tag,
      version,
      type: 'external',
      owner_team: tag,
      metadata: {},
    });
    made.unshift(body.data.id);
  }
  const seen = [];
  let path = `/catalog/models?q=${tag}&limit=2`;
  while (path) {
    const { code, body, headers } = await call('GET', path);
    assert.equal(code, 200);
    assert.equal(body.page.limit, 2);
    seen.push(...body.data.map(model => model.id));
    const [, next] = /<(.+)>; rel="next"/.exec(headers.get('link') ?? '') ?? [];
    assert.equal(Boolean(next), body.page.next_cursor !== null);
    path = next?.replace('/llm-ops/v1', '');
  }
  assert.deepEqual(seen, made);

  const sorted = await call(
    'GET',
    `/catalog/models?owner=${tag}&type=external&sort=-name&limit=1000`,
  );
  assert.equal(sorted.body.data.length, 5);
  assert.equal(sorted.body.page.next_cursor, null);
  const future = await call('GET', '/catalog/models?created_after=2999-01-01');
  assert.deepEqual(future.body.data, []);
});

test('policies are filtered, sorted and paged', async () => {
  for (const scope of ['model', 'dataset', 'training']) {
    const { body } = await call('POST', '/governance/policies', {
      name: tag,
      scope,
      rules: {},
    });
    assert.equal(body.status, 'success', body.message);
  }
  const scopes = async query => {
    const { body } = await call('GET', `/governance/policies?q=${tag}${query}`);
    return body.data.map(({ scope }) => scope);
  };
  assert.deepEqual(await scopes(''), ['training', 'dataset', 'model']);
  assert.deepEqual(await scopes('&sort=scope&limit=2'), ['dataset', 'model']);
  assert.deepEqual(await scopes('&scope=model&status=draft'), ['model']);
  assert.deepEqual(await scopes('&owner=nobody'), []);
  const { body } = await call('GET', `/governance/policies?q=${tag}&limit=2`);
  const rest = `&limit=2&cursor=${encodeURIComponent(body.page.next_cursor)}`;
  assert.deepEqual(await scopes(rest), ['model']);
});

test('lists without new parameters have the old shape, and no more', async () => {
  for (const path of [
    '/catalog/models',
    '/catalog/datasets',
    '/training/jobs',
    '/serving/endpoints',
    '/prompts/templates',
    '/prompts/experiments',
    '/governance/policies',
    '/workflows/pipelines',
  ]) {
    const old = await call('GET', path);
    assert.deepEqual(Object.keys(old.body), ['status', 'message', 'data']);
    assert.ok(Array.isArray(rowsOf(old.body)), path);
    assert.equal(old.headers.get('link'), null);
    const paged = await call('GET', `${path}?limit=1`);
    assert.deepEqual(rowsOf(paged.body), rowsOf(old.body).slice(0, 1));
  }
});

test('a parameter that a list cannot use is a 422 that names it', async () => {
  for (const [query, place] of [
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=ten', 'limit'],
    ['sort=card', 'sort'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=*', 'cursor'],
    ['created_after=soon', 'created_after'],
  ]) {
    const { code, body } = await call('GET', `/catalog/models?${query}`);
    assert.equal(code, 422, query);
    assert.deepEqual(body.detail[0].loc, ['query', place], query);
  }
});
