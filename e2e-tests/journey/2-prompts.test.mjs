import assert from 'node:assert/strict';
import test from 'node:test';
import { call, until } from '../api/client.mjs';

/** Longer than the system message some chat templates have of their own. */
const LONG =
  'You explain the jargon of hackers to people who are new to it. '.repeat(8);

/** Tokens of a question as the model was asked it. */
async function promptTokens() {
  const { body } = await call('POST', '/serve/jargon-bot/chat', {
    messages: [{ role: 'user', content: 'What is a hacker?' }],
    max_tokens: 2,
  });
  return body.status === 'success' && body.data.usage.prompt_tokens;
}

test('a live prompt template is put before what an endpoint is asked, a draft is not', async () => {
  const endpoints = (await call('GET', '/serving/endpoints')).body.data;
  const { id } = endpoints.find(({ route }) => route === '/jargon-bot');
  const template = (
    await call('POST', '/prompts/templates', {
      name: `jargon-${Date.now()}`,
      version: '1',
      content: LONG,
    })
  ).body.data;
  const path = `/prompts/templates/${template.id}`;
  const alone = await promptTokens();
  const patched = await call('PATCH', `/serving/endpoints/${id}`, {
    promptPolicyId: template.id,
  });
  assert.equal(patched.body.data.promptPolicyId, template.id);
  assert.equal(await until('the draft', 60, promptTokens), alone);
  await call('PUT', path, { status: 'live' });
  const prompted = await promptTokens();
  assert.ok(prompted > alone + 5, `${prompted} tokens after ${alone}`);
  await call('PUT', path, { status: 'retired' });
  assert.equal(await promptTokens(), alone);
});

test('an endpoint takes no prompt template that is not there', async () => {
  const endpoints = (await call('GET', '/serving/endpoints')).body.data;
  const { id } = endpoints.find(({ route }) => route === '/jargon-bot');
  const { body } = await call('PATCH', `/serving/endpoints/${id}`, {
    promptPolicyId: '00000000-0000-4000-8000-000000000000',
  });
  assert.equal(body.status, 'fail');
  assert.match(body.message, /no prompt template/);
});
