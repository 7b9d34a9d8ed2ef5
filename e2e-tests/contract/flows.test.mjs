import assert from 'node:assert/strict';
import test from 'node:test';
import { files } from '../api/client.mjs';
import { dataOf, modelServer, old, poll } from './oldClient.mjs';

const tag = `flow-${Date.now()}`;
const rows = Array.from(
  { length: 40 },
  (_, i) => `{"question":"What is ${i} and ${i}?","answer":"It is ${2 * i}."}`,
).join('\n');

/** As the workflow example does it: found by name and version, else made. */
async function approvedDataset() {
  const made = await dataOf(
    'POST',
    '/catalog/datasets',
    {
      name: tag,
      version: '1.0.0',
      type: 'sft_pair',
      owner_team: 'ml-platform',
      storage_uri: '',
    },
    201,
  );
  const found = (await dataOf('GET', '/catalog/datasets')).find(
    d => d.name === tag && d.version === '1.0.0',
  );
  assert.equal(found.id, made.id);
  const path = `/catalog/datasets/${made.id}`;
  const uploaded = await dataOf(
    'POST',
    `${path}/upload`,
    files({ 'rows.jsonl': rows }),
  );
  assert.equal(uploaded.pii_scan_status, 'clean');
  const preview = await dataOf('GET', `${path}/preview?limit=3`);
  assert.equal(preview.sample_rows.length, 3);
  assert.ok(Array.isArray(preview.sample_rows[0]));
  const approved = await dataOf('PATCH', `${path}/status?status=approved`);
  assert.ok(approved.approved_at);
  return made.id;
}

/** Made without a family, as the old examples do, with its files. */
async function approvedModel() {
  const model = await dataOf(
    'POST',
    '/catalog/models',
    {
      name: `${tag}-base`,
      version: '1.0.0',
      type: 'base',
      owner_team: 'ml-platform',
      metadata: { job_type: 'SFT' },
    },
    201,
  );
  const path = `/catalog/models/${model.id}`;
  const uploaded = await dataOf(
    'POST',
    `${path}/upload`,
    files({ 'config.json': '{}', 'sub/w.bin': 'weights' }),
  );
  assert.match(uploaded.storage_uri, /^s3:\/\//);
  await dataOf('PATCH', `${path}/status?status=approved`);
  return dataOf('GET', path);
}

test('deploy → poll → chat → roll back, with an external model', async t => {
  const server = await modelServer();
  t.after(() => server.close());
  const model = await dataOf(
    'POST',
    '/catalog/models',
    {
      name: `${tag}-external`,
      version: '1',
      type: 'external',
      owner_team: 'ml-platform',
      model_family: 'llama',
      metadata: {
        provider: 'openai',
        base_url: server.url,
        model_name: 'small-talk',
        api_key: 'sk-flow-canary',
      },
    },
    201,
  );
  await dataOf('PATCH', `/catalog/models/${model.id}/status?status=approved`);
  const route = `/llm-ops/v1/serve/${tag}`;
  const made = await dataOf('POST', '/serving/endpoints', {
    modelId: model.id,
    environment: 'dev',
    route,
    minReplicas: 1,
    maxReplicas: 2,
    rollbackPlan: 'back to the revision before',
  });
  const path = `/serving/endpoints/${made.id}`;
  await poll(
    () => dataOf('GET', path),
    endpoint => {
      assert.notEqual(endpoint.status, 'failed');
      return endpoint.status === 'healthy';
    },
  );
  assert.equal((await dataOf('GET', `/serve/${tag}/health`)).status, 'healthy');

  const answer = await dataOf('POST', `/serve/${tag}/chat`, {
    messages: [{ role: 'user', content: 'Good day' }],
    temperature: 0.2,
    max_tokens: 16,
  });
  assert.equal(answer.choices[0].message.content, 'Good day.');
  assert.equal(answer.usage.total_tokens, 5);
  assert.equal(server.asked[0].body.model, 'small-talk');
  assert.equal(server.asked[0].body.stream, false);
  assert.equal(server.asked[0].authorization, 'Bearer sk-flow-canary');

  await dataOf('PATCH', path, { autoscalePolicy: { cpuUtilization: 80 } });
  const back = await dataOf('POST', `${path}/rollback`);
  assert.equal(back.autoscalePolicy, null);
  assert.equal((await dataOf('DELETE', path)).id, made.id);
  assert.equal((await old('GET', path)).body.status, 'fail');
});

test('data set → model → job, and the calls of its training pod', async () => {
  const datasetId = await approvedDataset();
  const base = await approvedModel();
  const job = await dataOf('POST', '/training/jobs', {
    modelId: base.id,
    datasetId,
    jobType: 'finetune',
    useGpu: false,
    resourceProfile: { cpuCores: 1, memory: '1Gi', maxDuration: 10 },
    trainJobSpec: { job_type: 'SFT', method: 'lora' },
    outputModelName: `${tag}-out`,
  });
  assert.equal(job.modelId, base.id);
  assert.equal(job.experimentUrl, `/experiments/${job.id}`);
  const { jobs } = await dataOf('GET', `/training/jobs?modelId=${base.id}`);
  assert.deepEqual(
    jobs.map(({ id }) => id),
    [job.id],
  );

  const metric = { name: 'loss', value: 0.5, unit: 'nat' };
  const recorded = await poll(
    () => old('POST', `/training/jobs/${job.id}/metrics`, metric),
    ({ code, body }) => code === 200 && body.status === 'success',
  );
  assert.equal(recorded.body.data.trainingJobId, job.id);
  const { model_family: family } = await dataOf(
    'GET',
    `/catalog/models/${base.id}`,
  );
  const output = await dataOf(
    'POST',
    '/catalog/models',
    {
      name: `${tag}-out`,
      version: '1.0.0-pod',
      type: 'fine-tuned',
      owner_team: 'ml-platform',
      metadata: { training_job_id: job.id },
      model_family: family,
      storage_uri: job.outputModelStorageUri,
      lineage_dataset_ids: [datasetId],
      status: 'draft',
    },
    201,
  );
  const uploaded = await dataOf(
    'POST',
    `/catalog/models/${output.id}/upload`,
    files({ 'config.json': '{}', 'checkpoint/part-1.bin': 'w' }),
  );
  assert.match(uploaded.storage_uri, /^s3:\/\/.+\/$/);
  const cancelled = await dataOf('DELETE', `/training/jobs/${job.id}`);
  assert.equal(cancelled.status, 'cancelled');
});

test('pages and load tests of the old platform find what they read', async () => {
  for (const path of [
    '/catalog/models',
    '/catalog/datasets?approved_only=true',
    '/serving/endpoints',
    '/prompts/templates',
    '/governance/audit/logs',
  ]) {
    assert.ok(Array.isArray(await dataOf('GET', path)), path);
  }
  assert.ok(Array.isArray((await dataOf('GET', '/training/jobs')).jobs));
  assert.ok((await dataOf('GET', '/serving/images')).serve_images.GENERATION);
  const { experiments, total } = await dataOf(
    'POST',
    '/training/experiments/search',
    {},
  );
  assert.equal(experiments.length, total);
});
