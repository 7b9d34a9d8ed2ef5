import assert from 'node:assert/strict';
import test from 'node:test';
import {
  call,
  files,
  makeDataset,
  makeModel,
  stack,
  until,
} from './client.mjs';
import { guest } from './identities.mjs';

async function approved() {
  const model = await makeModel({ status: 'approved', model_family: 'llama' });
  const { id } = await makeDataset();
  const rows = Array.from({ length: 5 }, (_, i) =>
    JSON.stringify({ prompt: `q${i}`, response: `a${i}` }),
  );
  const path = `/catalog/datasets/${id}`;
  await call(
    'POST',
    `${path}/upload`,
    files({ 'data.jsonl': rows.join('\n') }),
  );
  await call('PATCH', `${path}/status?status=approved`);
  return {
    modelId: model.id,
    datasetId: id,
    jobType: 'finetune',
    useGpu: false,
    resourceProfile: {},
  };
}

/** What the guest was told of a job. */
async function heard(jobId) {
  const response = await fetch(
    `${stack.portal.url}/api/notifications?limit=100`,
    { headers: await guest() },
  );
  assert.equal(response.status, 200);
  const { notifications } = await response.json();
  return notifications.filter(({ payload }) => payload.link?.endsWith(jobId));
}

test('who is named is notified once when a job ends, and who is unknown is named in the answer', async () => {
  const { body } = await call('POST', '/training/jobs', {
    ...(await approved()),
    notifications: {
      onStart: ['nobody@example.org'],
      onCompletion: ['user:default/guest', 'group:default/ml-platform'],
      slack: '#training',
    },
  });
  assert.equal(body.status, 'success', body.message);
  const { id, warnings } = body.data;
  assert.equal(warnings.length, 2);
  assert.match(warnings[0], /notifications\.slack is not used/);
  assert.match(warnings[1], /nobody@example\.org is not notified/);
  assert.deepEqual(
    (await call('GET', `/training/jobs/${id}`)).body.data.warnings,
    warnings,
  );
  assert.deepEqual(await heard(id), []);
  await call('DELETE', `/training/jobs/${id}`);
  const [told] = await until('the notification', 30, async () => {
    const all = await heard(id);
    return all.length > 0 && all;
  });
  assert.equal(told.payload.title, `Training ${id.slice(0, 8)} cancelled`);
  assert.equal(told.payload.scope, `job:${id}:cancelled`);
  const again = await call('DELETE', `/training/jobs/${id}`);
  assert.match(again.body.message, /cancelled already/);
  await new Promise(resolve => setTimeout(resolve, 3_000));
  assert.equal((await heard(id)).length, 1);
});

test('lists of names are lists of texts', async () => {
  const request = await approved();
  for (const notifications of [{ onStart: 'ann' }, { onCompletion: [1] }]) {
    const { code } = await call('POST', '/training/jobs', {
      ...request,
      notifications,
    });
    assert.equal(code, 422);
  }
});
