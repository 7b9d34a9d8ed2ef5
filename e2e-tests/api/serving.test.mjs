import assert from 'node:assert/strict';
import test from 'node:test';
import { call, files, makeModel } from './client.mjs';

const model = await makeModel({ metadata: { model_family: 'llama' } });
await call(
  'POST',
  `/catalog/models/${model.id}/upload`,
  files({ 'config.json': '{}', 'model.safetensors': 'weights' }),
);
await call('PATCH', `/catalog/models/${model.id}/status?status=approved`);

const wanted = (own = {}) => ({
  modelId: model.id,
  environment: 'dev',
  route: `/${model.name.replace(/\W/g, '-')}-${Math.random()}`,
  minReplicas: 1,
  maxReplicas: 2,
  ...own,
});
const deploymentSpec = rollout => ({
  model_ref: model.name,
  model_family: 'llama',
  job_type: 'SFT',
  serve_target: 'GENERATION',
  resources: { gpus: 0 },
  runtime: {},
  rollout,
});
const split = (old, now) => ({
  strategy: 'canary',
  traffic_split: { old, new: now },
});

/** The predictor that would be made of a request. */
async function predictorOf(own) {
  const { body } = await call(
    'POST',
    '/serving/endpoints?dryRun=true',
    wanted(own),
  );
  assert.equal(body.status, 'success', body.message);
  return body.data.spec.predictor;
}

/** An endpoint for the length of a test. */
async function endpoint(t, own) {
  const { body } = await call('POST', '/serving/endpoints', wanted(own));
  assert.equal(body.status, 'success', body.message);
  t.after(() => call('DELETE', `/serving/endpoints/${body.data.id}`));
  return {
    ...body.data,
    message: body.message,
    path: `/serving/endpoints/${body.data.id}`,
  };
}

test('every framework that clients know says whether it is enabled, or why not', async t => {
  const { data } = (await call('GET', '/serving/frameworks')).body;
  const byName = Object.fromEntries(data.frameworks.map(f => [f.name, f]));
  assert.equal(byName.kserve.enabled, true);
  assert.equal(byName.kserve.reason, null);
  assert.ok(byName.kserve.capabilities.includes('autoscaling'));
  assert.equal(byName.ray_serve.enabled, false);
  assert.match(byName.ray_serve.reason, /no module for Ray Serve/);

  const asked = wanted({ servingFramework: 'ray_serve' });
  const refused = await call('POST', '/serving/endpoints', asked);
  assert.equal(refused.body.status, 'fail');
  assert.match(
    refused.body.message,
    /'ray_serve' is not enabled in dev.*kserve/,
  );
  const made = await endpoint(t, { servingFramework: 'kserve' });
  const again = await call('POST', `${made.path}/redeploy`, {
    servingFramework: 'ray_serve',
  });
  assert.match(again.body.message, /^Invalid request: .*'ray_serve'/);
});

test('an endpoint scales by the metrics that it is given, which are checked', async t => {
  assert.equal((await predictorOf({})).scaleTarget, 70);
  const memory = await predictorOf({ autoscalePolicy: { memory: 80 } });
  assert.deepEqual([memory.scaleMetric, memory.scaleTarget], ['memory', 80]);
  const both = await predictorOf({
    autoscalePolicy: { cpuUtilization: 60, memoryUtilization: 80 },
  });
  assert.equal(both.autoScaling.metrics.length, 2);

  const made = await endpoint(t, {
    autoscalePolicy: { cpuUtilization: 60, targetLatencyMs: 200 },
  });
  assert.match(made.message, /not scaled by targetLatencyMs/);
  const at = `${made.path}/deployment`;
  const change = async autoscaling_metrics =>
    (await call('PATCH', at, { autoscaling_metrics })).body;
  assert.deepEqual(
    (await change({ cpu_utilization: 55 })).data.autoscaling_metrics,
    { cpuUtilization: 55 },
  );
  for (const [metrics, words] of [
    [{ cpu: -1 }, /cpuUtilization must be a whole number from 1 to 100/],
    [{ memory: 101 }, /memoryUtilization/],
    [{ targetLatencyMs: 0 }, /milliseconds/],
  ]) {
    assert.match((await change(metrics)).message, words);
  }
  const { data } = (await call('GET', made.path)).body;
  assert.deepEqual(data.autoscalePolicy, { cpuUtilization: 55 });
});

test('null clears a field that may be empty, and what is left out stays', async t => {
  const made = await endpoint(t, {
    autoscalePolicy: { cpuUtilization: 60 },
    cpuRequest: '250m',
    memoryLimit: '2Gi',
  });
  const at = `${made.path}/deployment`;
  await call('PATCH', at, {
    resource_requests: { cpu: null },
    max_replicas: null,
  });
  await call('PATCH', made.path, { autoscalePolicy: null });
  const { data } = (await call('GET', made.path)).body;
  assert.deepEqual(
    [data.autoscalePolicy, data.cpuRequest, data.memoryLimit, data.maxReplicas],
    [null, null, '2Gi', 2],
  );
  const crossed = await call('PATCH', at, { min_replicas: 3 });
  assert.match(crossed.body.message, /must not be above maxReplicas/);
  await call('PATCH', at, { resource_limits: null });
  const after = (await call('GET', at)).body.data;
  assert.equal(after.serving_framework, 'kserve');
  assert.deepEqual(after.resource_limits, { cpu: null, memory: null });
});

test('a split of traffic that cannot be done is refused with what to do', async t => {
  const made = await endpoint(t, {
    deploymentSpec: deploymentSpec(split(90, 10)),
  });
  assert.match(made.message, /takes all requests: a new endpoint has no/);
  const redeploy = async rollout =>
    (
      await call('POST', `${made.path}/redeploy`, {
        deploymentSpec: deploymentSpec(rollout),
      })
    ).body;
  assert.match(
    (await redeploy(split(90, 10))).message,
    /^Invalid request: .*90 %.*at a route of its own/,
  );
  assert.equal((await redeploy(split(0, 100))).status, 'success');
  assert.equal((await redeploy({ strategy: 'blue-green' })).status, 'success');
});

test('two endpoints never share a route, which is free again after a removal', async t => {
  const made = await endpoint(t);
  const same = wanted({ route: made.route });
  const second = await call('POST', '/serving/endpoints', same);
  assert.equal(second.body.status, 'fail');
  assert.match(second.body.message, /is taken in dev/);
  await call('DELETE', made.path);
  await endpoint(t, { route: made.route });
});
