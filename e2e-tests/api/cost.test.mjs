import assert from 'node:assert/strict';
import test from 'node:test';
import { call, until } from './client.mjs';
import { modelServer, serve } from './modelServer.mjs';

const get = async path =>
  (await call('GET', `/governance/observability/${path}`)).body.data;

test('the tokens of an endpoint are counted, whichever way it is asked', async () => {
  const { url, server } = await modelServer({ modelName: 'm' });
  const endpoint = await serve({
    provider: 'openai',
    base_url: url,
    model_name: 'm',
  });
  const before = await get('cost-aggregate?resource_type=serving_endpoint');
  const messages = [{ role: 'user', content: 'Say hello' }];
  await call('POST', `/serve/${endpoint.name}/chat`, { messages });
  await call('POST', `/serve/${endpoint.name}/openai/v1/chat/completions`, {
    messages,
  });
  const [profile] = await until('the count', 30, async () => {
    const found = await get(
      `cost-profiles?resource_type=serving&resource_id=${endpoint.id}`,
    );
    return found[0]?.requestCount === 2 && found;
  });
  const month = new Date().toISOString().slice(0, 7);
  assert.deepEqual(
    [profile.resourceType, profile.timeWindow, profile.tokenCount],
    ['serving', month, 18],
  );
  assert.deepEqual([profile.promptTokens, profile.completionTokens], [14, 4]);
  assert.deepEqual([profile.costCurrency, profile.costAmount], ['USD', 0]);
  assert.equal(profile.budgetVariance, null);
  const [user] = await get(
    `cost-profiles?resource_id=${endpoint.id}&group_by=user`,
  );
  assert.ok(user.user);
  const after = await get('cost-aggregate?resource_type=serving');
  assert.ok(after.totalTokens >= before.totalTokens + 18);
  assert.ok(after.resourceCount >= 1);
  await call('DELETE', `/serving/endpoints/${endpoint.id}`);
  server.close();
  server.closeAllConnections();
});

test('dates and times bound the sum, with and without a zone', async () => {
  const today = new Date().toISOString().slice(0, 10);
  for (const [query, some] of [
    [`start_date=${today}`, true],
    [`start_date=${today}T00:00:00Z&end_date=${today}T23:59:59`, true],
    ['end_date=2020-01-01', false],
    ['start_date=2020-01-01&end_date=2020-12-31T10:00:00%2B02:00', false],
  ]) {
    const { code, body } = await call(
      'GET',
      `/governance/observability/cost-aggregate?${query}`,
    );
    assert.equal(code, 200, query);
    assert.deepEqual(
      [body.data.currency, body.data.totalTokens > 0],
      ['USD', some],
      query,
    );
  }
  for (const query of ['start_date=soon', 'end_date=2026-13-45']) {
    const path = `/governance/observability/cost-aggregate?${query}`;
    assert.equal((await call('GET', path)).code, 422, query);
  }
  assert.deepEqual(await get('cost-profiles?resource_type=moon'), []);
});
