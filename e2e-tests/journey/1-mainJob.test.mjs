import assert from 'node:assert/strict';
import test from 'node:test';
import { runJourney } from '../../local-stack/journey/run.mjs';
import { call, stack, until } from '../api/client.mjs';

const lines = [];
let journey;

async function mlflow(path) {
  const response = await fetch(`${stack.mlflow.url}/api/2.0/mlflow/${path}`);
  return response.json();
}

test('the main job runs from the hub to an answer', async () => {
  journey = await runJourney(stack, {
    say: line => lines.push(line),
    cluster: true,
  });
  assert.equal(journey.steps.length, 5);
});

test('what was submitted before there was a cluster ran once it came up', async () => {
  const { jobs } = (await call('GET', '/training/jobs')).body.data;
  const own = jobs.filter(
    ({ resourceProfile: { outputModelConfig } }) =>
      outputModelConfig.outputModelName === journey.names.trained,
  );
  assert.deepEqual(
    own.map(({ id }) => id),
    [journey.job.id],
  );
  const endpoint = (await call('GET', '/serving/endpoints')).body.data.find(
    ({ route }) => route === '/patient-bot',
  );
  await until('the endpoint', 120, async () => {
    const { data } = (await call('GET', `/serving/endpoints/${endpoint.id}`))
      .body;
    return data.status === 'healthy';
  });
  await call('DELETE', `/serving/endpoints/${endpoint.id}`);
});

test('the imported model has its card, licence and every file with a SHA-256', async () => {
  const { data: model } = (
    await call('GET', `/catalog/models/${journey.model.id}`)
  ).body;
  assert.equal(model.license, 'apache-2.0');
  assert.match(model.card, /SmolLM2-135M-Instruct/);
  assert.ok(model.files.some(file => file.path === 'model.safetensors'));
  for (const file of model.files) {
    assert.match(file.sha256, /^[0-9a-f]{64}$/, file.path);
  }
});

test('the versions of the data set differ exactly where they were changed', () => {
  const { diff, expected } = journey.data;
  assert.equal(diff.added_rows, expected.added);
  assert.equal(diff.removed_rows, expected.removed);
  assert.equal(diff.changed_rows, expected.changed);
  assert.deepEqual(diff.schema_changes.added_columns, expected.columnsAdded);
});

test('the training was real: it took the stages in order and the loss fell', () => {
  const { job, loss } = journey;
  assert.deepEqual(
    job.stages.map(stage => [stage.name, stage.phase]),
    ['validate', 'train', 'evaluate', 'register'].map(name => [
      name,
      'succeeded',
    ]),
  );
  assert.equal(loss.length, 40);
  const mean = points =>
    points.reduce((sum, point) => sum + point.value, 0) / points.length;
  assert.ok(mean(loss.slice(-10)) < mean(loss.slice(0, 10)));
  assert.ok(job.evaluation.eval_loss < job.evaluation.eval_loss_before);
  const train = job.stages.find(stage => stage.name === 'train');
  const seconds =
    (Date.parse(train.finishedAt) - Date.parse(train.startedAt)) / 1000;
  assert.ok(seconds < 120, `the training took ${seconds} s`);
});

test('the run at MLflow says what was trained on what, and by which job', async () => {
  const { job, run, data, model } = journey;
  const { run: tracked } = await mlflow(`runs/get?run_id=${run.trackingRunId}`);
  const tags = Object.fromEntries(
    tracked.data.tags.map(tag => [tag.key, tag.value]),
  );
  assert.equal(tags['llmops.model_id'], model.id);
  assert.equal(tags['llmops.dataset_id'], data.dataset.id);
  assert.equal(tags['llmops.dataset_version'], '2');
  assert.equal(tags['llmops.dataset_checksum'], data.second.checksum);
  assert.ok(tags['llmops.job_url'].endsWith(`/llm-ops/training/${job.id}`));
  assert.ok(tracked.data.params.some(param => param.key === 'learning_rate'));
  assert.ok(
    tracked.info.start_time - Date.parse(job.submittedAt) < 30_000,
    'the run is there within 30 s',
  );
  await until('the end of the run', 30, async () => {
    const { run: now } = await mlflow(`runs/get?run_id=${run.trackingRunId}`);
    return now.info.status === 'FINISHED';
  });
  const { data: artifacts } = (
    await call('GET', `/experiments/runs/${run.trackingRunId}/artifacts`)
  ).body;
  const folders = artifacts.artifacts.map(artifact => artifact.path);
  for (const folder of ['checkpoints', 'evaluation', 'logs']) {
    assert.ok(folders.includes(folder), folder);
  }
});

test('what every stage wrote is kept, whatever becomes of its pod', async () => {
  const { job } = journey;
  for (const { name } of job.stages) {
    const log = await until(`the log of ${name}`, 30, async () => {
      const { body } = await call(
        'GET',
        `/training/jobs/${job.id}/logs?stage=${name}`,
      );
      return body.data.archived && body.data;
    });
    assert.match(log.uri, new RegExp(`${job.id}/logs/${name}.log$`));
    assert.ok(log.logs.length > 10, name);
  }
  const unknown = await call('GET', `/training/jobs/${job.id}/logs?stage=x`);
  assert.equal(unknown.code, 404);
});

test('metrics arrived while it trained', async () => {
  const { job, run } = journey;
  const { metrics } = await mlflow(
    `metrics/get-history?run_id=${run.trackingRunId}&metric_key=train_loss&max_results=1000`,
  );
  const train = job.stages.find(stage => stage.name === 'train');
  const times = new Set(metrics.map(metric => metric.timestamp));
  assert.ok(times.size > 20);
  assert.ok(
    metrics.every(metric => metric.timestamp <= Date.parse(train.finishedAt)),
  );
});

test('the trained model remembers where it comes from', async () => {
  const { job, model, data } = journey;
  const { data: lineage } = (
    await call('GET', `/lineage?ref=model:${job.outputModelEntryId}`)
  ).body;
  const ids = lineage.nodes.map(node => node.id);
  for (const id of [model.id, data.dataset.id, job.id, journey.endpoint.id]) {
    assert.ok(
      ids.some(found => found.includes(id)),
      `${id} is in the lineage`,
    );
  }
});

test('the endpoint answers differently to different questions, and has replicas', () => {
  const [first, second] = journey.answers;
  assert.ok(first.answer.length > 5);
  assert.ok(second.answer.length > 5);
  assert.notEqual(first.answer, second.answer);
  assert.equal(journey.endpoint.replicas.maximum, 2);
  assert.ok([1, 2].includes(journey.endpoint.replicas.ready));
});

test('the answer streams, and the Open Inference Protocol is spoken', async () => {
  const route = journey.names.route;
  const response = await fetch(
    `${stack.portal.url}/llm-ops/v1/serve/${route}/openai/v1/chat/completions`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${stack.adminToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        model: journey.names.trained,
        messages: [{ role: 'user', content: 'What is a hacker?' }],
        max_tokens: 12,
        stream: true,
      }),
    },
  );
  const text = await response.text();
  const events = text.split('\n\n').filter(event => event.startsWith('data: '));
  assert.ok(events.length > 5, text);
  assert.equal(events.at(-1), 'data: [DONE]');
  const infer = await call(
    'POST',
    `/serve/${route}/v2/models/${journey.names.trained}/infer`,
    {
      inputs: [
        {
          name: 'prompt',
          shape: [1],
          datatype: 'BYTES',
          data: ['A hacker is'],
        },
      ],
      parameters: { max_tokens: 8 },
    },
  );
  assert.equal(infer.body.outputs[0].datatype, 'BYTES');
  assert.ok(infer.body.outputs[0].data[0].length > 3);
});

test('data set, model, server and endpoint are related in the catalog and found by search', async () => {
  const get = async path =>
    (
      await fetch(`${stack.portal.url}${path}`, {
        headers: { authorization: `Bearer ${stack.adminToken}` },
      })
    ).json();
  const byId = async (kind, id) =>
    (
      await get(
        `/api/catalog/entities?filter=kind=${kind},metadata.annotations.llm-ops.io/id=${id}`,
      )
    )[0];
  const endpoint = await until('the endpoint entity', 90, () =>
    byId('api', journey.endpoint.id),
  );
  const model = await until('the model entity', 90, () =>
    byId('resource', journey.job.outputModelEntryId),
  );
  const dataset = await byId('resource', journey.data.dataset.id);
  const targets = entity => entity.relations.map(r => r.targetRef);
  const ref = entity =>
    `${entity.kind}:${entity.metadata.namespace}/${entity.metadata.name}`.toLowerCase();
  assert.ok(targets(model).includes(ref(dataset)), 'model → data set');
  const servers = targets(endpoint).filter(target =>
    /^(component|resource):/.test(target),
  );
  const chain = await Promise.all(
    servers.map(target =>
      get(`/api/catalog/entities/by-name/${target.replace(':', '/')}`),
    ),
  );
  assert.ok(
    chain.some(
      server => server.metadata && targets(server).includes(ref(model)),
    ),
    'endpoint → server → model',
  );
  await until('the search result', 90, async () => {
    const { results } = await get(
      `/api/search/query?term=${journey.names.trained}`,
    );
    return results.length > 0;
  });
});
