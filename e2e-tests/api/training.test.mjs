import assert from 'node:assert/strict';
import test from 'node:test';
import { call, files, stack, until } from './client.mjs';

const jsonl = Array.from({ length: 20 }, (_, i) =>
  JSON.stringify({ id: i, prompt: `q${i}`, response: `a${i}` }),
).join('\n');

async function prepare() {
  const stamp = `${Date.now()}`;
  const model = (
    await call('POST', '/catalog/models', {
      name: `base-${stamp}`,
      version: '1',
      type: 'base',
      owner_team: 'ml-platform',
      metadata: {},
      model_family: 'llama',
    })
  ).body.data;
  const dataset = (
    await call('POST', '/catalog/datasets', {
      name: `train-${stamp}`,
      version: '1',
      storage_uri: '',
      owner_team: 'ml-platform',
      type: 'sft_pair',
    })
  ).body.data;
  await call(
    'POST',
    `/catalog/datasets/${dataset.id}/upload`,
    files({ 'data.jsonl': jsonl }),
  );
  return { model, dataset };
}

async function prepareApproved() {
  const { model, dataset } = await prepare();
  await call('PATCH', `/catalog/models/${model.id}/status?status=approved`);
  await call('PATCH', `/catalog/datasets/${dataset.id}/status?status=approved`);
  return { model, dataset };
}

const request = ({ model, dataset }) => ({
  modelId: model.id,
  datasetId: dataset.id,
  jobType: 'finetune',
  useGpu: false,
  resourceProfile: {},
  hyperparameters: { learning_rate: 0.001 },
});

test('only what is approved can be trained on', async () => {
  const { model, dataset } = await prepare();
  assert.match(
    (await call('POST', '/training/jobs', request({ model, dataset }))).body
      .message,
    /only an approved model/,
  );
  await call('PATCH', `/catalog/models/${model.id}/status?status=approved`);
  assert.match(
    (await call('POST', '/training/jobs', request({ model, dataset }))).body
      .message,
    /only an approved data set/,
  );
});

test('a job is accepted while the cluster is away; its run is in MLflow within 30 s', async () => {
  const { model, dataset } = await prepareApproved();
  const dryRun = await call(
    'POST',
    '/training/jobs?dryRun=true',
    request({ model, dataset }),
  );
  assert.equal(dryRun.body.data.kind, 'Workflow');
  const submitted = await call(
    'POST',
    '/training/jobs',
    request({ model, dataset }),
  );
  assert.equal(submitted.body.status, 'success', submitted.body.message);
  const { id } = submitted.body.data;
  assert.equal(submitted.body.data.status, 'queued');
  const [version] = (
    await call('GET', `/catalog/datasets/${dataset.id}/versions`)
  ).body.data;

  const run = await until('the run', 30, async () => {
    const { data } = (await call('GET', `/training/jobs/${id}/experiment-run`))
      .body;
    return data?.trackingRunId && data;
  });
  const tracked = await (
    await fetch(
      `${stack.mlflow.url}/api/2.0/mlflow/runs/get?run_id=${run.trackingRunId}`,
    )
  ).json();
  const tags = Object.fromEntries(
    tracked.run.data.tags.map(tag => [tag.key, tag.value]),
  );
  assert.equal(tags['llmops.job_id'], id);
  assert.equal(tags['llmops.model_id'], model.id);
  assert.equal(tags['llmops.dataset_id'], dataset.id);
  assert.equal(tags['llmops.dataset_checksum'], version.checksum);
  assert.deepEqual(tracked.run.data.params, [
    { key: 'learning_rate', value: '0.001' },
  ]);

  if (!stack.cluster.enabled) {
    const queued = await until('the reason', 20, async () => {
      const { data } = (await call('GET', `/training/jobs/${id}`)).body;
      return data.queue?.reason?.includes('There is no Kubernetes') && data;
    });
    assert.equal(queued.status, 'queued');
    assert.ok(queued.queue.position >= 1);
  }

  await call('POST', `/training/jobs/${id}/experiment-run/metrics`, {
    metrics: { loss: 0.5 },
    step: 3,
  });
  await until('the metric', 20, async () => {
    const history = await call(
      'GET',
      `/experiments/runs/${run.trackingRunId}/metrics?key=loss`,
    );
    return history.body.data.points.some(
      point => point.step === 3 && point.value === 0.5,
    );
  });
  const cancelled = await call('DELETE', `/training/jobs/${id}`);
  assert.equal(cancelled.body.data.status, 'cancelled');
  await until(
    'the end of the run',
    20,
    async () =>
      (
        await call('GET', `/training/jobs/${id}/experiment-run`)
      ).body.data.status === 'killed',
  );
});

test('a job does what its trainJobSpec and its retryPolicy say', async () => {
  const { model, dataset } = await prepareApproved();
  const trainJobSpec = {
    job_type: 'SFT',
    dataset_ref: { name: dataset.name, version: '1', type: 'sft_pair' },
    hyperparams: { lr: 0.01, batch_size: 4, num_epochs: 2, precision: 'bf16' },
    method: 'full',
    resources: { gpus: 0, nodes: 1 },
    output: { artifact_name: `out-${Date.now()}`, save_format: 'hf' },
    use_gpu: false,
  };
  const ask = (own, path = '/training/jobs') =>
    call('POST', path, {
      ...request({ model, dataset }),
      useGpu: true,
      hyperparameters: { batch_size: 2 },
      trainJobSpec,
      ...own,
    });
  const retryPolicy = { maxRetries: 4, backoffSeconds: 7 };
  const { body } = await ask({ retryPolicy }, '/training/jobs?dryRun=true');
  assert.equal(body.status, 'success', body.message);
  const train = body.data.spec.templates.find(({ name }) => name === 'train');
  assert.equal(train.retryStrategy.limit, '4');
  assert.equal(train.retryStrategy.backoff.duration, '7s');
  const wanted = {
    ...trainJobSpec.hyperparams,
    learning_rate: 0.01,
    epochs: 2,
    batch_size: 2,
    method: 'full',
    save_format: 'hf',
  };
  const { value } = train.container.env.find(
    ({ name }) => name === 'HYPERPARAMETERS',
  );
  assert.deepEqual(JSON.parse(value), wanted);

  const { data: job } = (await ask()).body;
  assert.deepEqual(job.hyperparameters, wanted);
  assert.equal(
    job.resourceProfile.outputModelConfig.outputModelName,
    trainJobSpec.output.artifact_name,
  );
  const again = await call('POST', `/training/jobs/${job.id}/resubmit`, {
    resourceProfile: { cpuCores: 1 },
    useGpu: false,
  });
  assert.deepEqual(again.body.data.hyperparameters, wanted);
  for (const { id } of [job, again.body.data]) {
    await call('DELETE', `/training/jobs/${id}`);
  }

  for (const [own, place] of [
    [{ trainJobSpec: { method: 'magic' } }, 'method'],
    [{ trainJobSpec: { hyperparams: { lr: 0 } } }, 'lr'],
    [{ trainJobSpec: { hyperparams: { batch_size: 1.5 } } }, 'batch_size'],
    [{ retryPolicy: { maxRetries: -1 } }, 'maxRetries'],
  ]) {
    const bad = await ask(own);
    assert.equal(bad.code, 422, place);
    assert.ok(bad.body.detail.some(({ loc }) => loc.includes(place)));
  }
  const other = { ...trainJobSpec, dataset_ref: { name: 'another' } };
  assert.match(
    (await ask({ trainJobSpec: other })).body.message,
    /dataset_ref.name is 'another', but the job's is/,
  );
});

test('endpoints refuse what cannot be served, and leave no route behind', async () => {
  const { model } = await prepare();
  const endpoint = {
    modelId: model.id,
    environment: 'dev',
    route: `bot-${Date.now()}`,
    minReplicas: 1,
    maxReplicas: 1,
  };
  assert.match(
    (await call('POST', '/serving/endpoints', endpoint)).body.message,
    /only an approved model/,
  );
  await call('PATCH', `/catalog/models/${model.id}/status?status=approved`);
  assert.match(
    (await call('POST', '/serving/endpoints', endpoint)).body.message,
    /no files yet/,
  );
  assert.match(
    (await call('POST', '/serving/endpoints', { ...endpoint, minReplicas: 3 }))
      .body.message,
    /must not be above/,
  );
  assert.deepEqual(
    (await call('GET', '/serving/endpoints')).body.data.filter(
      e => e.modelId === model.id,
    ),
    [],
  );
  assert.match(
    (await call('POST', '/serve/nowhere/chat', { messages: [] })).body.message,
    /No endpoint has the route/,
  );
});

test('the tools and their health are listed', async () => {
  const { data } = await until('healthy tools', 30, async () => {
    const { body } = await call('GET', '/health/integrations');
    return (
      body.data.instances.some(
        i => i.tool === 'mlflow' && i.status === 'healthy',
      ) && body
    );
  });
  assert.equal(data.integrations.experiment_tracking.status, 'healthy');
  assert.match(data.instances.find(i => i.tool === 'mlflow').version, /^3\./);
  assert.equal(
    data.instances.find(i => i.tool === 'ducklake').status,
    'healthy',
  );
});

test('records appear in the catalog', async () => {
  const { dataset } = await prepare();
  await until('the entity', 60, async () => {
    const response = await fetch(
      `${stack.portal.url}/api/catalog/entities?filter=metadata.annotations.llm-ops.io/id=${dataset.id}`,
      { headers: { authorization: `Bearer ${stack.adminToken}` } },
    );
    return (await response.json()).length === 1;
  });
});
