import assert from 'node:assert/strict';
import test from 'node:test';
import { createApi } from '../../local-stack/journey/api.mjs';
import {
  importModel,
  submitTraining,
  uploadDataset,
} from '../../local-stack/journey/steps.mjs';
import { stack, until } from '../api/client.mjs';

// The cluster is added after these tests; the main job then finds the
// training and the endpoint that were submitted here.
const api = createApi(stack);
let model;

/** A record once it says that it waits for the cluster. */
const waiting = path =>
  until('the reason', 30, async () => {
    const record = await api.get(path);
    return record.queue?.reason.includes('the cluster is being') && record;
  });

test('a training that is submitted while the cluster is built has a place and a reason', async () => {
  model = await importModel(api);
  const job = await submitTraining(api, model, await uploadDataset(api));
  const { status, queue } = await waiting(`/training/jobs/${job.id}`);
  assert.equal(status, 'queued');
  assert.ok(queue.position >= 1);
});

test('so has a deployment', async () => {
  const endpoint = await api.post('/serving/endpoints', {
    modelId: model.id,
    environment: 'dev',
    route: '/patient-bot',
    maxReplicas: 1,
  });
  const { status } = await waiting(`/serving/endpoints/${endpoint.id}`);
  assert.equal(status, 'deploying');
});
