import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { call, until } from '../api/client.mjs';

const processes = async () =>
  JSON.parse(
    await readFile(
      join(dirname(process.env.LLM_OPS_TEST_STACK_JSON), 'processes.json'),
      'utf8',
    ),
  );

const answers = async () => {
  const { body } = await call('POST', '/serve/jargon-bot/chat', {
    messages: [{ role: 'user', content: 'What is a hacker?' }],
    max_tokens: 4,
  });
  return body.status === 'success' && body.data.choices[0].message.content;
};
const healthy = async () => {
  const { body } = await call('GET', '/health/integrations');
  return body.data.instances.every(({ status }) => status === 'healthy');
};
/** A question that the portal cannot be asked yet is no answer. */
const patiently = ask => () => ask().catch(() => false);

test('every process that is killed comes back, and the endpoint answers again', async t => {
  assert.ok(await until('an answer before', 60, patiently(answers)));
  for (const [name, { pid }] of Object.entries(await processes())) {
    await t.test(name, async () => {
      process.kill(pid, 'SIGKILL');
      await until(`a new ${name}`, 60, async () => {
        const now = (await processes())[name];
        return now && now.pid !== pid;
      });
      await until('healthy tools', 120, patiently(healthy));
      assert.ok(await until('an answer', 60, patiently(answers)));
    });
  }
});

test('nothing was lost: the main job is still there', async () => {
  const { jobs } = (await call('GET', '/training/jobs')).body.data;
  assert.ok(jobs.some(job => job.status === 'succeeded'));
  const { data } = (await call('GET', '/serving/endpoints')).body;
  assert.ok(data.some(({ route }) => route === '/jargon-bot'));
});
