import assert from 'node:assert/strict';
import test from 'node:test';
import { call, stack, until } from './client.mjs';

const NONE = '00000000-0000-4000-8000-000000000000';
const at = '/workflows/pipelines';
const stage = (name, own = {}) => ({ name, type: 'evaluation', ...own });
const pipeline = (own = {}) => ({
  pipeline_name: `api ${Date.now()}`,
  stages: [
    stage('check', { type: 'data_validation' }),
    stage('train', {
      type: 'training',
      dependencies: ['check'],
      condition: { field: 'quality_score', operator: '>=', value: 60 },
      config: { datasetId: NONE, jobType: 'finetune' },
    }),
  ],
  ...own,
});

test('many pipelines are accepted, and wait for the engine in turn', async () => {
  const made = [];
  for (const max_retries of [0, 2, undefined]) {
    const { code, body } = await call('POST', at, pipeline({ max_retries }));
    assert.equal(code, 201);
    assert.equal(body.status, 'success', body.message);
    made.push(body.data);
  }
  assert.deepEqual(
    made.map(data => data.max_retries),
    [0, 2, 3],
  );
  const [first] = made;
  assert.equal(first.status, 'pending');
  assert.equal(first.orchestration_system, 'argo_workflows');
  assert.equal(first.workflow_id, '');
  assert.equal(first.retry_count, 0);
  assert.deepEqual(first.stages[1].condition, {
    field: 'quality_score',
    operator: '>=',
    value: 60,
  });
  if (!stack.cluster.enabled) {
    const waiting = await until('the reason', 20, async () => {
      const { data } = (await call('GET', `${at}/${made[2].id}`)).body;
      return data.queue?.reason?.includes('There is no Kubernetes') && data;
    });
    assert.ok(waiting.queue.position >= 3);
    assert.equal(waiting.queue.waitingFor, 'argo');
  }
  const { data } = (await call('GET', `${at}?status=pending`)).body;
  const ids = data.map(item => item.id);
  assert.ok(ids.indexOf(made[2].id) < ids.indexOf(made[0].id), 'newest first');
  for (const { id } of made) {
    await call('DELETE', `${at}/${id}`);
  }
});

test('a pipeline is cancelled once and for all, without data in the answer', async () => {
  const { data } = (await call('POST', at, pipeline())).body;
  const [first, second] = [
    await call('DELETE', `${at}/${data.id}`),
    await call('DELETE', `${at}/${data.id}`),
  ];
  for (const { code, body } of [first, second]) {
    assert.equal(code, 200);
    assert.deepEqual(Object.keys(body).sort(), ['message', 'status']);
    assert.equal(body.status, 'success');
  }
  const got = await call('GET', `${at}/${data.id}?update_status=true`);
  assert.equal(got.body.data.status, 'cancelled');
  assert.ok(got.body.data.end_time);
  assert.ok(got.body.data.stages.every(({ phase }) => phase === 'cancelled'));
  assert.equal(got.body.data.queue, null);
});

test('rules are told with the code of success and name the stage', async () => {
  for (const [own, words] of [
    [{ pipeline_name: 'no/slash' }, /must be 1 to 100 letters/],
    [{ stages: [] }, /1 to 100 stages/],
    [{ stages: [stage('a'), stage('a')] }, /unique/],
    [
      { stages: [stage('a', { dependencies: ['b'] }), stage('b')] },
      /Stage 'a' depends on 'b'/,
    ],
    [
      { stages: [stage('a', { condition: { operator: '==', value: 1 } })] },
      /needs a field or a task/,
    ],
    [{ orchestration_system: 'tea_leaves' }, /no workflow engine 'tea_leaves'/],
  ]) {
    const { code, body } = await call('POST', at, pipeline(own));
    assert.equal(code, 201, body.message);
    assert.equal(body.status, 'fail');
    assert.match(body.message, words);
    assert.equal(body.data, null);
  }
  const honest = await call('POST', at, pipeline({ stages: [] }), {
    prefer: 'handling=strict',
  });
  assert.equal(honest.code, 400);
});

test('what does not fit the schema is a 422', async () => {
  const wrong = [
    ['POST', at, { stages: [] }],
    ['POST', at, pipeline({ max_retries: 11 })],
    ['POST', at, pipeline({ stages: [stage('a', { type: 'tea' })] })],
    ['GET', `${at}?status=odd`],
    ['GET', `${at}/nonsense`],
    ['DELETE', `${at}/nonsense`],
  ];
  for (const [method, path, body] of wrong) {
    const answer = await call(method, path, body);
    assert.equal(answer.code, 422, `${method} ${path}`);
    assert.ok(Array.isArray(answer.body.detail));
  }
});

test('a pipeline there is not is a failure', async () => {
  const got = await call('GET', `${at}/${NONE}`);
  assert.equal(got.code, 200);
  assert.equal(got.body.status, 'fail');
  const removed = await call('DELETE', `${at}/${NONE}`);
  assert.equal(removed.code, 200);
  assert.deepEqual(Object.keys(removed.body).sort(), ['message', 'status']);
  assert.equal(removed.body.status, 'fail');
});

test('pipelines are filtered by the system that runs them', async () => {
  const { data } = (
    await call('POST', at, pipeline({ orchestration_system: 'argo' }))
  ).body;
  const list = async system =>
    (await call('GET', `${at}?orchestration_system=${system}`)).body.data;
  assert.ok((await list('argo')).some(({ id }) => id === data.id));
  assert.ok(!(await list('argo_workflows')).some(({ id }) => id === data.id));
  await call('DELETE', `${at}/${data.id}`);
});

test('the work of a stage is done once a try, and told to who asks again', async () => {
  const { data: dataset } = (
    await call('POST', '/catalog/datasets', {
      name: `checked-${Date.now()}`,
      version: '1',
      storage_uri: '',
      owner_team: 'ml-platform',
      type: 'sft_pair',
    })
  ).body;
  const check = { datasetId: dataset.id };
  const { data } = (
    await call(
      'POST',
      at,
      pipeline({
        stages: [
          stage('check', { type: 'data_validation', config: check }),
          stage('own', { config: { command: 'true' } }),
        ],
      }),
    )
  ).body;
  const run = name =>
    call('POST', `${at}/${data.id}/stages/${name}/run`, { attempt: 0 });
  const empty = await run('check');
  assert.equal(empty.code, 200);
  assert.equal(empty.body.data.phase, 'failed');
  assert.match(empty.body.data.message, /has no data yet/);
  const form = new FormData();
  const rows = Array.from({ length: 20 }, (_, i) =>
    JSON.stringify({ id: i, prompt: `q${i}`, response: `a${i}` }),
  );
  form.append('files', new Blob([rows.join('\n')]), 'data.jsonl');
  await call('POST', `/catalog/datasets/${dataset.id}/upload`, form);
  const good = await run('check');
  assert.equal(good.body.data.phase, 'succeeded', good.body.data.message);
  assert.equal(good.body.data.outputs.rows, '20');
  assert.equal((await run('own')).code, 400);
  assert.equal((await run('none')).code, 404);
  await call('DELETE', `${at}/${data.id}`);
  assert.equal((await run('check')).code, 409);
});
