import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { call, stack, until } from './client.mjs';
import {
  historyAt,
  mlflow,
  pidOf,
  prepare,
  python,
  rest,
  submit,
  tokenOf,
} from './tracking/jobs.mjs';

/** Points of the loop; 10,000 by hand, fewer in the suite. */
const LOOP = Number(process.env.LLM_OPS_TEST_LOOP ?? 1_000);
/** Bytes of the large file. */
const FILE = 200_000_000;

const records = await prepare();
const runOf = async job =>
  (await call('GET', `/training/jobs/${job.id}/experiment-run`)).body.data;

/** The run of a job once MLflow has everything of it. */
const delivered = job =>
  until('the delivery', 120, async () => {
    const run = await runOf(job);
    return run.trackingRunId && run.pendingPoints === 0 && run;
  });

test('autolog of a scikit-learn fit is complete, in the run of the job', async () => {
  const job = await submit(records);
  const said = await python(job, 'autolog');
  assert.equal(said.run, job.runId);
  assert.equal(said.params.C, '0.5');
  assert.equal(said.params.learning_rate, '0.001');
  assert.ok(said.metrics.training_accuracy_score > 0.8);
  assert.equal(said.inputs, 1);
  assert.equal(said.outputs.length, 1);
  assert.deepEqual(said.models, [['model', 'READY']]);

  const { trackingRunId, problems } = await delivered(job);
  assert.deepEqual(problems, []);
  const { run } = await mlflow(`runs/get?run_id=${trackingRunId}`);
  const params = Object.fromEntries(
    run.data.params.map(one => [one.key, one.value]),
  );
  assert.equal(params.solver, 'lbfgs');
  assert.equal(run.inputs.dataset_inputs.length, 2);
  assert.equal(run.outputs.model_outputs.length, 1);
  const { model } = await mlflow(
    `logged-models/${run.outputs.model_outputs[0].model_id}`,
  );
  assert.equal(model.info.status, 'LOGGED_MODEL_READY');
  assert.equal(model.info.source_run_id, trackingRunId);
  const artifacts = await mlflow(`artifacts/list?run_id=${trackingRunId}`);
  assert.ok(artifacts.files.some(file => file.path === 'estimator.html'));
});

test(`a loop of ${LOOP} log_metric loses nothing`, async t => {
  const job = await submit(records);
  const { seconds } = await python(job, 'loop', LOOP);
  t.diagnostic(`${LOOP} log_metric took the job ${seconds} s`);
  const { trackingRunId } = await delivered(job);
  const points = await historyAt(trackingRunId, 'loop');
  assert.equal(points.length, LOOP);
  assert.equal(new Set(points.map(point => point.step)).size, LOOP);
});

test('a file of 200 MB arrives whole and comes back', async t => {
  const job = await submit(records);
  const portal = await pidOf('portal');
  const rss = () =>
    readFile(`/proc/${portal}/status`, 'utf8').then(text =>
      Math.round(Number(/VmRSS:\s+(\d+)/.exec(text)[1]) / 1024),
    );
  const before = await rss();
  let most = before;
  const watch = setInterval(async () => {
    most = Math.max(most, await rss());
  }, 100);
  const said = await python(job, 'artifact', FILE).finally(() =>
    clearInterval(watch),
  );
  t.diagnostic(
    `stored in ${said.seconds} s; the portal's memory: ${before} MB, at most ${most} MB`,
  );
  assert.deepEqual(said.files, [['files/deep/weights of all.bin', FILE]]);
  assert.deepEqual(said.folders, ['files']);
  assert.ok(said.same, 'the file came back changed');
  assert.ok(
    most < before + 150,
    `the portal grew from ${before} to ${most} MB`,
  );
});

test('nested runs are child runs of the job, and are found', async () => {
  const job = await submit(records);
  const said = await python(job, 'nested');
  assert.equal(said.parent, job.runId);
  assert.equal(said.parentOfChild, job.runId);
  assert.equal(said.found, 3);
  assert.deepEqual(said.green, [said.child]);
  assert.deepEqual(said.below, ['fold 1', 'second']);
  assert.deepEqual(said.history, [
    [1, 0.25],
    [3, 0.5],
  ]);
  assert.equal(said.tags.colour, 'green');
  assert.equal(said.tags.gone, undefined);

  const { trackingRunId } = await delivered(job);
  const all = await mlflow('runs/search', {
    experiment_ids: [
      (await mlflow(`runs/get?run_id=${trackingRunId}`)).run.info.experiment_id,
    ],
    filter: `tags.\`mlflow.parentRunId\` = '${trackingRunId}'`,
  });
  assert.equal(all.runs.length, 2);
  for (const run of all.runs) {
    const tags = Object.fromEntries(
      run.data.tags.map(tag => [tag.key, tag.value]),
    );
    assert.equal(tags['llmops.job_id'], job.id);
    assert.equal(tags['llmops.model_id'], records.model.id);
    assert.equal(tags['llmops.dataset_id'], records.dataset.id);
    assert.equal(run.info.status, 'FINISHED');
  }
});

test('a job speaks only of its own runs; people only read', async () => {
  const [own, foreign] = [await submit(records), await submit(records)];
  const point = { key: 'loss', value: 1, timestamp: 1 };
  const denied = await rest(own, 'POST', 'runs/log-metric', {
    run_id: foreign.runId,
    ...point,
  });
  assert.equal(denied.code, 403);
  assert.equal(denied.body.error_code, 'PERMISSION_DENIED');
  const parent = await rest(own, 'POST', 'runs/create', {
    tags: [{ key: 'mlflow.parentRunId', value: foreign.runId }],
  });
  assert.equal(parent.code, 403);
  const broken = await rest(
    { token: tokenOf(own.id).replace(own.id, foreign.id) },
    'GET',
    `runs/get?run_id=${own.runId}`,
  );
  assert.equal(broken.code, 401);
  assert.equal(broken.body.error_code, 'UNAUTHENTICATED');
  const person = { token: stack.adminToken };
  const read = await rest(person, 'GET', `runs/get?run_id=${own.runId}`);
  assert.equal(read.code, 200, JSON.stringify(read.body));
  const written = await rest(person, 'POST', 'runs/log-metric', {
    run_id: own.runId,
    ...point,
  });
  assert.equal(written.code, 403);
  const { trackingRunId } = await delivered(own);
  const byTracker = await rest(own, 'POST', 'runs/log-metric', {
    run_id: trackingRunId,
    ...point,
  });
  assert.equal(byTracker.code, 200);
});

test('what is not on the list is refused in the words of MLflow', async () => {
  const job = await submit(records);
  for (const [method, path, code] of [
    ['POST', 'runs/delete', 404],
    ['POST', 'experiments/delete', 404],
    ['GET', 'registered-models/search', 404],
    ['DELETE', 'runs/create', 405],
  ]) {
    const { code: got, body } = await rest(job, method, path, undefined);
    assert.equal(got, code, `${method} ${path}: ${JSON.stringify(body)}`);
    assert.ok(body.error_code && body.message, path);
  }
});

test('bad input gets a clear error, and loses nothing else', async () => {
  const job = await submit(records);
  const run_id = job.runId;
  const many = (n, make) => Array.from({ length: n }, (_, i) => make(i));
  const point = i => ({ key: 'm', value: i, timestamp: i, step: i });
  const long = 'a'.repeat(251);
  const refused = [
    ['log-metric', { key: long, value: 1, timestamp: 1 }, /250/],
    ['log-metric', { key: 'a', value: 'x', timestamp: 1 }, /value/],
    ['log-metric', { key: 'a', timestamp: 1 }, /Missing value.*'value'/],
    ['log-metric', { key: 'a', value: 1 }, /timestamp/],
    ['log-metric', { key: 'a', value: 1, timestamp: -1 }, /negative/],
    ['log-metric', { key: 'a/../b', value: 1, timestamp: 1 }, /path/],
    ['log-metric', { key: 'a', value: 1, timestamp: 1, step: 1.5 }, /integer/],
    ['log-batch', { metrics: many(1001, point) }, /1000 metrics/],
    [
      'log-batch',
      { params: many(101, i => ({ key: `p${i}`, value: '1' })) },
      /100 params/,
    ],
    [
      'log-batch',
      { params: [1, 2].map(i => ({ key: 'twice', value: `${i}` })) },
      /Duplicate/,
    ],
    ['log-batch', { metrics: 'many' }, /list/],
    ['log-parameter', { key: 'learning_rate', value: '9' }, /not allowed/],
    ['set-tag', { key: '', value: '1' }, /Missing value/],
    ['update', { status: 'GONE' }, /status/],
    [
      'log-inputs',
      {
        datasets: [
          {
            dataset: {
              name: 'd',
              digest: 'a'.repeat(37),
              source_type: 's',
              source: 's',
            },
          },
        ],
      },
      /digest.*36/,
    ],
  ];
  for (const [path, body, words] of refused) {
    const answer = await rest(job, 'POST', `runs/${path}`, { run_id, ...body });
    assert.equal(answer.code, 400, `${path} ${JSON.stringify(answer.body)}`);
    assert.equal(answer.body.error_code, 'INVALID_PARAMETER_VALUE');
    assert.match(answer.body.message, words);
  }
  const notJson = await rest(job, 'POST', 'runs/log-metric', '{"run_id":');
  assert.equal(notJson.code, 400);
  const unknown = await rest(job, 'POST', 'runs/log-metric', {
    run_id: 'f'.repeat(32),
    ...point(1),
  });
  assert.equal(unknown.code, 404);
  assert.equal(unknown.body.error_code, 'RESOURCE_DOES_NOT_EXIST');

  for (const body of [
    { ...point(5) },
    { ...point(3) },
    { key: 'm', value: 'NaN', timestamp: 7, step: 7 },
    { key: 'm', value: '-Infinity', timestamp: '8', step: '8' },
  ]) {
    const answer = await rest(job, 'POST', 'runs/log-metric', {
      run_id,
      ...body,
    });
    assert.equal(answer.code, 200, JSON.stringify(answer.body));
  }
  const { trackingRunId } = await delivered(job);
  const kept = (await historyAt(trackingRunId, 'm')).map(one => one.step);
  assert.deepEqual(kept.sort(), [3, 5, 7, 8]);
});

test('no encoding of a path leaves the artifacts of the job', async () => {
  const job = await submit(records);
  const experiment = job.id.replaceAll('-', '');
  const base = `/llm-ops/v1/mlflow/api/2.0/mlflow-artifacts/artifacts`;
  const { put } = await import('./tracking/raw.mjs');
  for (const path of [
    `${experiment}/${job.runId}/artifacts/../../x`,
    `${experiment}/${job.runId}/artifacts/%2e%2e/%2e%2e/x`,
    `${experiment}/${job.runId}/artifacts/%252e%252e/x`,
    `${experiment}/${job.runId}/artifacts/%25252e%25252e%25252fx`,
    `${experiment}/${job.runId}/artifacts/..%5c..%5cx`,
    `${experiment}/${job.runId}/artifacts/a%00b`,
    `${experiment}/${job.runId}/artifacts/%2fetc/passwd`,
    `${experiment}/${job.runId}/artifacts/..%2f..%2fx`,
    `%2e%2e/x`,
  ]) {
    const { code, body } = await put(`${base}/${path}`, job.token, 'x');
    assert.ok([400, 404].includes(code), `${path} got ${code} ${body}`);
    assert.match(body, /error_code/);
  }
  const { code } = await put(
    `${base}/${experiment}/${job.runId}/artifacts/fine.txt`,
    job.token,
    'x',
  );
  assert.equal(code, 200);
});

test('MLflow killed while a job writes: nothing lost, nothing doubled', async () => {
  const job = await submit(records);
  await delivered(job);
  const writing = python(job, 'batches', 20_000, 'outage');
  await new Promise(resolve => setTimeout(resolve, 4_000));
  process.kill(await pidOf('mlflow'), 'SIGKILL');
  const during = await submit(records);
  const said = await python(during, 'nested').catch(error => error);
  await writing;
  const { trackingRunId } = await delivered(job);
  const points = await historyAt(trackingRunId, 'outage');
  const steps = points.map(point => point.step);
  assert.equal(steps.length, 20_000);
  assert.equal(new Set(steps).size, 20_000);
  // A run that was made and searched during the outage is there as well.
  if (!(said instanceof Error)) {
    assert.equal(said.found, 3);
  }
  const { problems } = await delivered(during);
  assert.deepEqual(problems, []);
});
