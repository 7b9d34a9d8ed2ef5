import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { call, until } from './client.mjs';
import { prepare } from './tracking/jobs.mjs';

const { model, dataset } = await prepare();
const request = (own = {}) => ({
  modelId: model.id,
  datasetId: dataset.id,
  jobType: 'finetune',
  useGpu: false,
  resourceProfile: {},
  ...own,
});
const jobsOfModel = async () =>
  (await call('GET', `/training/jobs?modelId=${model.id}`)).body.data.jobs;

/** A job for the length of a test. */
async function submit(t, own, query = '') {
  const { body } = await call('POST', `/training/jobs${query}`, request(own));
  assert.equal(body.status, 'success', body.message);
  t.after(() => call('DELETE', `/training/jobs/${body.data.id}`));
  return body.data;
}

for (const jobType of ['from_scratch', 'pretrain']) {
  test(`a ${jobType} job is stored without a base model, and needs an architecture`, async t => {
    const asked = { jobType, modelId: undefined };
    const refused = await call('POST', '/training/jobs', request(asked));
    assert.match(
      refused.body.message,
      /hyperparameters.architecture is needed/,
    );
    const architecture = { layers: 2, hidden: 64, heads: 2 };
    const job = await submit(t, {
      ...asked,
      hyperparameters: { architecture },
    });
    const { data } = (await call('GET', `/training/jobs/${job.id}`)).body;
    assert.deepEqual([data.jobType, data.modelId], [jobType, '']);
    assert.deepEqual(data.hyperparameters, { architecture });
  });
}

test('who submits is who is known, whatever the address says', async t => {
  const honest = await submit(t);
  const forged = await submit(t, {}, '?user_id=mallory');
  assert.equal(forged.submittedBy, honest.submittedBy);
});

test('a refused submission leaves no job behind', async () => {
  const before = (await jobsOfModel()).length;
  for (const own of [
    { useGpu: true },
    { resourceProfile: { memory: 'much' } },
    { jobType: 'distributed', useGpu: true, resourceProfile: { gpuCount: 1 } },
    { datasetId: randomUUID() },
  ]) {
    const { body } = await call('POST', '/training/jobs', request(own));
    assert.equal(body.status, 'fail', JSON.stringify(own));
  }
  assert.equal((await jobsOfModel()).length, before);
});

test('a job that is submitted again keeps all but its resources', async t => {
  const job = await submit(t, {
    hyperparameters: { learning_rate: 0.02 },
    outputModelName: 'kept-name',
  });
  const { body } = await call('POST', `/training/jobs/${job.id}/resubmit`, {
    resourceProfile: { memory: '2Gi' },
    useGpu: false,
  });
  t.after(() => call('DELETE', `/training/jobs/${body.data.id}`));
  assert.notEqual(body.data.id, job.id);
  assert.deepEqual(body.data.hyperparameters, { learning_rate: 0.02 });
  assert.equal(body.data.resourceProfile.memory, '2Gi');
  assert.equal(
    body.data.resourceProfile.outputModelConfig.outputModelName,
    'kept-name',
  );
});

test('every metric of a job is kept, not the first alone', async t => {
  const job = await submit(t);
  const { body } = await call(
    'POST',
    `/training/jobs/${job.id}/experiment-run/metrics`,
    { metrics: { loss: 0.5, accuracy: 0.8 }, step: 1 },
  );
  assert.equal(body.status, 'success', body.message);
  const metrics = await until('both metrics', 20, async () => {
    const run = await call('GET', `/training/jobs/${job.id}/experiment-run`);
    return run.body.data.metrics?.accuracy && run.body.data.metrics;
  });
  assert.deepEqual(
    [metrics.loss, metrics.accuracy],
    [0.5, 0.8],
    JSON.stringify(metrics),
  );
});

test('failures never show what the database said', async () => {
  const inner = /select |insert |update |delete from|sqlite|constraint|knex/i;
  for (const [method, path, body] of [
    ['GET', '/training/jobs?modelId=x%27%3B--'],
    ['GET', '/training/jobs/x'],
    ['GET', '/training/experiments/x'],
    ['GET', '/serving/endpoints?modelId=x%27%3B--'],
    ['GET', '/serving/endpoints/x'],
    ['GET', `/serving/endpoints/${randomUUID()}/deployment`],
    ['POST', '/training/jobs', request({ modelId: 'x' })],
    ['POST', '/training/jobs', request({ datasetVersionId: 'x' })],
    [
      'POST',
      '/serving/endpoints',
      { modelId: 'x', environment: 'dev', route: '/x' },
    ],
    [
      'POST',
      '/serving/endpoints',
      {
        modelId: model.id,
        environment: 'dev',
        route: '/x',
        promptPolicyId: 'x',
      },
    ],
  ]) {
    const answer = await call(method, path, body);
    assert.ok(answer.code < 500, `${method} ${path}: ${answer.code}`);
    assert.doesNotMatch(answer.body.message ?? '', inner, path);
  }
});
