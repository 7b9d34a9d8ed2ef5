/**
 * Each tool is away for a while, under load: everything is accepted all the
 * time, nothing is given up, and all of it is done soon after the tool is back.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import test, { before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMALL_MODEL } from '../../../local-stack/faults/stack.mjs';
import {
  call,
  files,
  makeDataset,
  makeModel,
  stack,
  until,
} from '../../api/client.mjs';
import { putObject } from '../../api/objectStore.mjs';
import { countEffects } from './effects.mjs';

const folder = dirname(process.env.LLM_OPS_TEST_STACK_JSON);
const skip =
  !existsSync(join(folder, 'kubernetes.kubeconfig')) &&
  'npm run test:faults brings a stack whose tools can be taken away';
const DOWN_S = Number(process.env.LLM_OPS_FAULTS_DOWN_SECONDS ?? 120);
/** Pause between two requests for the same tool, ms. */
const EVERY_MS = 1_000;
/** What an operation may wait while another tool is away, ms. */
const LONG_MS = 30_000;
/** How long what has waited may take once the tool is back, in seconds. */
const DRAIN_S = 120;
const run = Date.now();
const INCOMING = `incoming/${run}/`;
let count = 0;
const unique = () => `fault-${run}-${count++}`;
let model;
let dataset;

const strict = (path, body) =>
  call('POST', path, body, { prefer: 'handling=strict' });

/** A request whose effect each tool has to bring about. */
const REQUESTS = {
  mlflow: () =>
    strict('/training/jobs', {
      datasetId: dataset.id,
      jobType: 'pretrain',
      useGpu: false,
      hyperparameters: { architecture: { layers: 1 } },
      resourceProfile: {},
    }),
  argo: () =>
    strict('/workflows/pipelines', {
      pipeline_name: unique(),
      stages: [{ name: 'check', type: 'data_validation' }],
    }),
  kserve: () =>
    strict('/serving/endpoints', {
      modelId: model.id,
      environment: 'dev',
      route: `/${unique()}`,
    }),
  hub: () =>
    strict('/catalog/models/import', {
      registry_type: 'huggingface',
      registry_model_id: SMALL_MODEL,
      name: unique(),
      owner_team: 'ml-platform',
    }),
  'object-store': () =>
    strict('/catalog/models', {
      name: unique(),
      version: '1',
      type: 'base',
      owner_team: 'ml-platform',
      metadata: {},
      storage_uri: `s3://${stack.objectStore.bucket}/${INCOMING}`,
    }),
};
const TOOLS = Object.keys(REQUESTS);

const queueOf = async tool => {
  const { body } = await call('GET', '/operations/summary');
  return body.data.tools.find(queue => queue.tool === tool);
};
const open = async () =>
  (await Promise.all(TOOLS.map(queueOf))).reduce(
    (sum, queue) => sum + (queue ? queue.pending + queue.leased : 0),
    0,
  );

/** Operations that wait for long, though not for the tool that is away. */
async function heldUp(down) {
  const pages = await Promise.all(
    TOOLS.filter(tool => tool !== down).map(tool =>
      call('GET', `/operations?state=open&tool=${tool}&limit=200`),
    ),
  );
  return pages
    .flatMap(({ body }) => body.data.operations)
    .filter(
      ({ waitsFor, createdAt }) =>
        waitsFor !== down && Date.now() - Date.parse(createdAt) > LONG_MS,
    );
}

/** Sends requests for one tool until told to stop; each has to be accepted. */
async function load(tool, state) {
  while (!state.stopped) {
    const begun = performance.now();
    const { code, body } = await REQUESTS[tool]();
    state.times[tool].push(performance.now() - begun);
    state.accepted[tool] += 1;
    assert.ok(code < 300 && body.status === 'success', JSON.stringify(body));
    await sleep(EVERY_MS);
  }
}

const p95 = list =>
  Math.round([...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)]);

before(async () => {
  if (skip) {
    return;
  }
  model = await makeModel();
  await strict(
    `/catalog/models/${model.id}/upload`,
    files({ 'config.json': '{"model_type":"llama"}' }),
  );
  await call('PATCH', `/catalog/models/${model.id}/status?status=approved`);
  model = (await call('GET', `/catalog/models/${model.id}`)).body.data;
  await putObject(`${INCOMING}config.json`, '{}');
  dataset = await makeDataset();
  await strict(
    `/catalog/datasets/${dataset.id}/upload`,
    files({ 'data.jsonl': '{"prompt":"q","response":"a"}\n' }),
  );
  await call('PATCH', `/catalog/datasets/${dataset.id}/status?status=approved`);
});

const total = Object.fromEntries(TOOLS.map(tool => [tool, 0]));

for (const down of TOOLS) {
  test(`${down} is away for ${DOWN_S} s under load`, { skip }, async () => {
    const state = {
      stopped: false,
      times: Object.fromEntries(TOOLS.map(tool => [tool, []])),
      accepted: Object.fromEntries(TOOLS.map(tool => [tool, 0])),
    };
    const fault = join(folder, `down-${down}`);
    await writeFile(fault, '');
    const clients = Promise.all(TOOLS.map(tool => load(tool, state)));
    let waiting;
    let late;
    try {
      await Promise.race([sleep(DOWN_S * 1_000), clients]);
      waiting = await Promise.all(TOOLS.map(queueOf));
      late = await heldUp(down);
    } finally {
      state.stopped = true;
      await rm(fault);
    }
    await clients;
    const begun = Date.now();
    await until('the end of all that waited', DRAIN_S, async () => {
      return (await open()) === 0;
    });
    const drained = (Date.now() - begun) / 1000;
    const dead = (await Promise.all(TOOLS.map(queueOf))).filter(
      queue => queue?.dead,
    );
    const accepted = Object.values(state.accepted).reduce((a, b) => a + b, 0);
    console.log(
      `# ${down} away for ${DOWN_S} s: ${accepted} accepted (p95 ${p95(
        Object.values(state.times).flat(),
      )} ms; its own ${p95(state.times[down])} ms), ${
        waiting.find(queue => queue?.tool === down)?.pending ?? 0
      } waited for it, all done ${drained.toFixed(1)} s after it was back`,
    );
    TOOLS.forEach(tool => {
      total[tool] += state.accepted[tool];
    });
    assert.ok(state.accepted[down] > 0);
    assert.deepEqual(dead, [], 'nothing is given up');
    assert.deepEqual(late, [], 'no other tool is held up');
  });
}

test('each effect is there once, as the tools say', { skip }, async () => {
  const found = await countEffects(join(folder, 'kubernetes.kubeconfig'));
  console.log(`# accepted ${JSON.stringify(total)}, ${JSON.stringify(found)}`);
  assert.deepEqual(found, {
    workflows: total.argo + total.mlflow,
    services: total.kserve,
    runs: total.mlflow,
    operations: total.mlflow,
  });
});
