import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { call, files, stack, until } from './client.mjs';
import { prepare, rest, submit } from './tracking/jobs.mjs';

/** Points of a long metric; a peak is hidden among them. */
const POINTS = 20_000;
const PEAK = 13_333;

let fast;
let slow;
let records;

const get = async path => (await call('GET', path)).body.data;
const runOf = job => get(`/training/jobs/${job.id}/experiment-run`);
const find = async query =>
  (await get(`/experiments/runs?${new URLSearchParams(query)}`)).runs.map(
    run => run.jobId,
  );
const ours = () => `dataset = "${records.dataset.id}"`;

/** A run of a job that logged this, once the tracker has it. */
async function logged(own, values) {
  const job = await submit(records, own);
  const timestamp = Date.now();
  for (let from = 0; from < values.length; from += 1_000) {
    const metrics = values
      .slice(from, from + 1_000)
      .map((value, i) => ({ key: 'loss', value, timestamp, step: from + i }));
    const { code } = await rest(job, 'POST', 'runs/log-batch', {
      run_id: job.runId,
      metrics,
    });
    assert.equal(code, 200);
  }
  const run = await until('the delivery', 120, async () => {
    const now = await runOf(job);
    return now.trackingRunId && now.pendingPoints === 0 && now;
  });
  return { ...job, trackingRunId: run.trackingRunId };
}

before(async () => {
  records = await prepare();
  const curve = Array.from({ length: POINTS }, (_, step) =>
    step === PEAK ? 99 : 1 / (step + 1),
  );
  fast = await logged({ hyperparameters: { learning_rate: 0.1 } }, curve);
  await call(
    'POST',
    `/catalog/datasets/${records.dataset.id}/upload`,
    files({ 'data.jsonl': '{"id":1,"prompt":"new","response":"row"}\n' }),
  );
  await call(
    'PATCH',
    `/catalog/datasets/${records.dataset.id}/status?status=approved`,
  );
  slow = await logged({ hyperparameters: { learning_rate: 0.01 } }, [3, 2]);
});

test('runs are found by parameters and metrics, with AND, OR and NOT', async () => {
  const all = ours();
  assert.deepEqual(await find({ filter: all }), [slow.id, fast.id]);
  for (const [filter, expected] of [
    ['params.learning_rate > 0.05', [fast.id]],
    ['metrics.loss > 1', [slow.id]],
    ['NOT metrics.loss > 1', [fast.id]],
    ['metrics.loss > 1 OR params.learning_rate = 0.1', [slow.id, fast.id]],
    ['metrics.loss > 1 AND params.learning_rate = 0.1', []],
    [`model = "${records.model.id}"`, [slow.id, fast.id]],
    ['start_time < "2020-01-01"', []],
  ]) {
    const found = await find({ filter: `${all} AND (${filter})` });
    assert.deepEqual(found, expected, filter);
  }
  assert.deepEqual(await find({ filter: all, sort: 'metrics.loss' }), [
    fast.id,
    slow.id,
  ]);
});

test('a filter that cannot be read is refused with the place and what to do', async () => {
  const { code, body } = await call(
    'GET',
    `/experiments/runs?${new URLSearchParams({ filter: 'metrics.loss <' })}`,
  );
  assert.equal(code, 422);
  assert.match(
    JSON.stringify(body),
    /ends at character 15.*a number, or a text/,
  );
});

test('a curve of many points comes in few, and keeps its peak', async () => {
  const path = `/experiments/runs/${fast.trackingRunId}/metrics?key=loss`;
  const few = await get(`${path}&max_points=400`);
  assert.equal(few.total, POINTS);
  assert.ok(few.points.length <= 400, `${few.points.length} points`);
  assert.ok(
    few.points.some(({ step, value }) => step === PEAK && value === 99),
  );
  assert.equal((await get(path)).points.length, POINTS);
});

test('two runs are laid side by side, what differs first, down to the rows of their data', async () => {
  const ids = [fast, slow].map(run => run.trackingRunId);
  const { runs, parameters, metrics } = await get(
    `/experiments/compare?runs=${ids}`,
  );
  assert.deepEqual(
    runs.map(run => run.jobId),
    [fast.id, slow.id],
  );
  assert.deepEqual(parameters[0], {
    name: 'learning_rate',
    values: ['0.1', '0.01'],
    differs: true,
  });
  assert.equal(metrics.find(({ name }) => name === 'loss').differs, true);
  const [base, other] = runs.map(run => run.datasetVersionId);
  assert.notEqual(base, other);
  const diff = await get(
    `/catalog/datasets/${records.dataset.id}/versions/${other}/diff?baseVersionId=${base}`,
  );
  assert.ok(diff.removed_rows + diff.changed_rows > 0);

  const strict = { prefer: 'handling=strict' };
  const alone = await call(
    'GET',
    `/experiments/compare?runs=${ids[0]}`,
    undefined,
    strict,
  );
  assert.equal(alone.code, 400);
  assert.match(alone.body.message, /choose 2 to 50/);
  const unknown = await call('GET', `/experiments/compare?runs=${ids[0]},no`);
  assert.equal(unknown.code, 404);
});

test('an artifact is read as it was written, and nothing outside of the run', async () => {
  const content = '{"lr": 0.1}\n<script>alert(1)</script>';
  const { body } = await rest(fast, 'GET', `runs/get?run_id=${fast.runId}`);
  const folder = new URL(body.run.info.artifact_uri).pathname;
  const put = await fetch(
    `${stack.portal.url}/llm-ops/v1/mlflow/api/2.0/mlflow-artifacts/artifacts${folder}/config.json`,
    {
      method: 'PUT',
      headers: { authorization: `Bearer ${fast.token}` },
      body: content,
    },
  );
  assert.equal(put.status, 200, await put.text());
  const read = path =>
    fetch(
      `${stack.portal.url}/llm-ops/v1/experiments/runs/${
        fast.trackingRunId
      }/artifacts/content?path=${encodeURIComponent(path)}`,
      { headers: { authorization: `Bearer ${stack.adminToken}` } },
    );
  const answer = await until('the file', 30, async () => {
    const response = await read('config.json');
    return response.ok && response;
  });
  assert.equal(await answer.text(), content);
  assert.match(answer.headers.get('content-disposition'), /attachment/);
  assert.match(answer.headers.get('content-security-policy'), /sandbox/);
  for (const path of ['../other', '/etc/passwd', '%2e%2e/x', 'a/../../x']) {
    assert.equal((await read(path)).status, 400, path);
  }
  assert.equal((await read('not-there.txt')).status, 404);
});
