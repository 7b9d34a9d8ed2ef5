import assert from 'node:assert/strict';
import test from 'node:test';
import { call, until } from '../api/client.mjs';

const at = '/workflows/pipelines';
const ENDED = ['succeeded', 'failed', 'cancelled'];
const small = { resources: { cpu: '10m', memory: '32Mi' } };

const submit = async body => {
  const { body: answer } = await call('POST', at, body);
  assert.equal(answer.status, 'success', answer.message);
  return answer.data.id;
};
const get = async id =>
  (await call('GET', `${at}/${id}?update_status=true`)).body.data;
const end = (id, seconds = 300) =>
  until('the end of the pipeline', seconds, async () => {
    const data = await get(id);
    return ENDED.includes(data.status) && data;
  });

test('stages run in order, a failed one is tried again, and a condition skips one', async () => {
  const id = await submit({
    pipeline_name: 'Three stages',
    max_retries: 2,
    stages: [
      {
        name: 'Measure it',
        type: 'data_validation',
        config: {
          ...small,
          command:
            'echo try $LLM_OPS_ATTEMPT; test $LLM_OPS_ATTEMPT -ge 1 && printf 7 > /tmp/score',
          outputs: ['score'],
        },
      },
      {
        name: 'Publish',
        type: 'deployment',
        dependencies: ['Measure it'],
        condition: { field: 'score', operator: 'in', value: [7, 8] },
        config: { ...small, command: ['echo', 'published'] },
      },
      {
        name: 'Celebrate',
        type: 'evaluation',
        dependencies: ['Measure it'],
        condition: { field: 'Measure it.score', operator: '>', value: 8 },
        config: { ...small, command: ['echo', 'celebrated'] },
      },
    ],
  });
  await until('a running stage', 120, async () => {
    const data = await get(id);
    return data.status === 'running' && data.current_stage === 'Measure it';
  });
  const done = await end(id);
  assert.equal(done.status, 'succeeded', done.status_message);
  assert.deepEqual(
    done.stages.map(({ name, phase, retries }) => [name, phase, retries]),
    [
      ['Measure it', 'succeeded', 1],
      ['Publish', 'succeeded', 0],
      ['Celebrate', 'skipped', 0],
    ],
  );
  assert.equal(done.retry_count, 1);
  assert.equal(done.workflow_id, `pipeline-${id}`);
  assert.equal(done.stages[0].outputs.score, '7');
  assert.ok(done.stages[1].started_at >= done.stages[0].finished_at);
  assert.ok(done.start_time && done.end_time);
  const log = await call('GET', `${at}/${id}/logs?stage=Measure%20it`);
  assert.match(log.body.data.logs, /try 1/);
  assert.equal((await call('GET', `${at}/${id}/logs?stage=x`)).code, 404);
});

test('no stage is tried again with max_retries 0, and what follows a failure can run', async () => {
  const id = await submit({
    pipeline_name: 'After a failure',
    max_retries: 0,
    stages: [
      {
        name: 'break',
        type: 'training',
        config: { ...small, command: 'echo no good; exit 3' },
      },
      {
        name: 'mend',
        type: 'evaluation',
        condition: { task: 'break', operator: '==', value: 'failed' },
        config: { ...small, command: ['true'] },
      },
      { name: 'go-on', type: 'deployment', dependencies: ['break'] },
    ],
  });
  const done = await end(id);
  assert.equal(done.status, 'failed');
  assert.match(done.status_message, /stage break failed/);
  assert.deepEqual(
    done.stages.map(({ phase }) => phase),
    ['failed', 'succeeded', 'skipped'],
  );
  assert.equal(done.retry_count, 0);
  assert.equal(done.current_stage, 'break');
});

test('a cancelled pipeline stops at the engine', async () => {
  const id = await submit({
    pipeline_name: 'Cancelled',
    stages: [
      {
        name: 'wait',
        type: 'evaluation',
        config: { ...small, command: ['sleep', '600'] },
      },
    ],
  });
  await until('a running stage', 120, async () => {
    return (await get(id)).stages[0].phase === 'running';
  });
  await call('DELETE', `${at}/${id}`);
  const done = await get(id);
  assert.equal(done.status, 'cancelled');
  assert.equal(done.stages[0].phase, 'cancelled');
  await until('the end of the operation', 60, async () => {
    const { operations } = (
      await call('GET', `/operations?lane=pipeline:${id}`)
    ).body.data;
    return operations.every(({ state }) => state === 'done');
  });
});

test('from data to a judged model: a training stage is a training job', async () => {
  const models = (await call('GET', '/catalog/models')).body.data;
  const datasets = (await call('GET', '/catalog/datasets')).body.data;
  const base = models.find(({ name }) => name === 'smollm2-135m-instruct');
  const dataset = datasets.find(({ name }) => name === 'jargon-file');
  const id = await submit({
    pipeline_name: 'From data to model',
    max_retries: 0,
    stages: [
      {
        name: 'check',
        type: 'data_validation',
        config: { datasetId: dataset.id, minRows: 10 },
      },
      {
        name: 'train',
        type: 'training',
        dependencies: ['check'],
        condition: { field: 'quality_score', operator: '>=', value: 60 },
        config: {
          modelId: base.id,
          datasetId: dataset.id,
          jobType: 'finetune',
          hyperparameters: { max_steps: 4, max_eval_loss: 100 },
          outputModelName: `piped-${Date.now()}`,
        },
      },
      {
        name: 'judge',
        type: 'evaluation',
        dependencies: ['train'],
        config: { thresholds: { eval_loss: { max: 0 } }, required: false },
      },
      {
        name: 'deploy',
        type: 'deployment',
        condition: { field: 'judge.passed', operator: '==', value: 'true' },
        config: { route: '/piped' },
      },
    ],
  });
  const done = await end(id, 600);
  assert.equal(done.status, 'succeeded', done.status_message);
  assert.deepEqual(
    done.stages.map(({ phase }) => phase),
    ['succeeded', 'succeeded', 'succeeded', 'skipped'],
  );
  const [check, train, judge] = done.stages;
  assert.ok(Number(check.outputs.quality_score) >= 60);
  const job = (await call('GET', `/training/jobs/${train.job_id}`)).body.data;
  assert.equal(job.status, 'succeeded');
  assert.equal(train.outputs.model_id, job.outputModelEntryId);
  assert.equal(judge.outputs.passed, 'false');
  assert.equal(judge.outputs.model_id, job.outputModelEntryId);
});
