import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { ACCESS, FOR_A_TEAM, pipeline, REFUSED } from './access.mjs';
import { call, files, stack, until } from './client.mjs';
import {
  guest,
  KNOWN,
  OTHER_TEAM,
  TEAM,
  teamOf,
  UNKNOWN,
} from './identities.mjs';

const MOUNTS = ['/llm-ops/v1', '/api/llm-ops/v1'];
const { paths } = await (
  await fetch(`${stack.portal.url}/llm-ops/v1/openapi.json`)
).json();
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, ...rest }]) => ({
    path,
    method: method.toUpperCase(),
    id: operationId,
    open: rest['x-open'] === true,
  })),
);

/** Records of the owner that no operation of the sweep removes. */
const kept = {};

const asOwner = async (method, path, body) => {
  const answer = await call(method, path, body, {
    authorization: '',
    ...KNOWN.owner,
  });
  assert.equal(answer.body.status, 'success', JSON.stringify(answer.body));
  return answer.body.data;
};

/** New records of the owner, which a call may remove. */
async function records() {
  const stamp = `${Date.now()}-${Math.random()}`;
  const model = await asOwner('POST', '/catalog/models', {
    name: `sweep-${stamp}`,
    version: '1',
    type: 'external',
    owner_team: TEAM,
    metadata: { provider: 'openai', base_url: 'http://127.0.0.1:9' },
    status: 'approved',
  });
  const endpoint = await asOwner('POST', '/serving/endpoints', {
    modelId: model.id,
    environment: 'dev',
    route: `/sweep-${stamp}`,
  });
  const prompt = await asOwner('POST', '/prompts/templates', {
    name: `sweep-${stamp}`,
    version: '1',
    content: 'Be brief.',
  });
  const other = await asOwner('POST', '/prompts/templates', {
    name: `sweep-${stamp}`,
    version: '2',
    content: 'Be long.',
  });
  const experiment = await asOwner('POST', '/prompts/experiments', {
    name: `sweep-${stamp}`,
    variants: [prompt, other].map(({ id }) => ({ template_id: id, weight: 1 })),
  });
  const flow = await asOwner('POST', '/workflows/pipelines', pipeline());
  return {
    ...kept,
    pipeline: flow.id,
    model: model.id,
    endpoint: endpoint.id,
    route: `sweep-${stamp}`,
    prompt: prompt.id,
    experiment: experiment.id,
  };
}

const submit = () =>
  asOwner('POST', '/training/jobs', {
    datasetId: kept.dataset,
    jobType: 'pretrain',
    useGpu: false,
    hyperparameters: { architecture: { layers: 1 } },
    resourceProfile: {},
  });

before(async () => {
  const dataset = await asOwner('POST', '/catalog/datasets', {
    name: `sweep-${Date.now()}`,
    version: '1',
    type: 'sft_pair',
    owner_team: TEAM,
    storage_uri: '',
  });
  kept.dataset = dataset.id;
  await asOwner(
    'POST',
    `/catalog/datasets/${dataset.id}/upload`,
    files({ 'data.jsonl': '{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}\n' }),
  );
  await asOwner(
    'PATCH',
    `/catalog/datasets/${dataset.id}/status?status=approved`,
  );
  const [version] = await asOwner(
    'GET',
    `/catalog/datasets/${dataset.id}/versions`,
  );
  kept.version = version.id;
  kept.job = (await submit()).id;
  kept.run = await until('a run', 60, async () => {
    const run = await asOwner(
      'GET',
      `/training/jobs/${kept.job}/experiment-run`,
    );
    return run.trackingRunId;
  });
  const { operations: own } = await asOwner(
    'GET',
    `/operations?lane=job:${kept.job}`,
  );
  kept.operation = own[0].id;
});

const urlOf = (mount, path, own) =>
  stack.portal.url +
  mount +
  path
    .replace('{model_id}', own.model)
    .replace('{dataset_id}', own.dataset)
    .replace(/\{version\w+\}/g, own.version)
    .replace('{jobId}', own.job)
    .replace('{runId}', own.run)
    .replace('{endpointId}', own.endpoint)
    .replace('{template_id}', own.prompt)
    .replace('{experiment_id}', own.experiment)
    .replace('{operation_id}', own.operation)
    .replace('{route_name}', own.route)
    .replace('{pipeline_id}', own.pipeline)
    .replace('{stage}', 'check')
    .replace('{policyId}', '00000000-0000-4000-8000-000000000000')
    .replace('{model_name}', 'x');

async function ask({ method, path, id }, mount, headers, team, own) {
  const { body, query } = ACCESS[id][1]?.(team, own) ?? {};
  const json = body && !(body instanceof FormData);
  const response = await fetch(
    urlOf(mount, path, own) + (query ? `?${query}` : ''),
    {
      method,
      headers: {
        ...headers,
        ...(json && { 'content-type': 'application/json' }),
      },
      body: json ? JSON.stringify(body) : body,
    },
  );
  const text = await response.text();
  if ([401, 403].includes(response.status)) {
    const envelope = JSON.parse(text);
    assert.deepEqual(Object.keys(envelope), ['status', 'message', 'data']);
    assert.equal(envelope.status, 'fail');
    assert.equal(envelope.data, null);
    assert.ok(envelope.message.length > 10, envelope.message);
  }
  return { code: response.status, text };
}

test('the table has an entry for every operation, and only for those', () => {
  assert.deepEqual(
    Object.keys(ACCESS).sort(),
    operations.map(({ id }) => id).sort(),
  );
  for (const { id, open } of operations) {
    assert.equal(open, ACCESS[id][0] === 'open', id);
  }
});

for (const mount of MOUNTS) {
  test(`${mount}: nobody without an identity gets further than health`, async () => {
    const none = {
      ...kept,
      model: 'x',
      endpoint: 'x',
      prompt: 'x',
      route: 'x',
    };
    for (const operation of operations) {
      for (const [who, headers] of Object.entries(UNKNOWN)) {
        const { code } = await ask(operation, mount, headers, TEAM, none);
        const expected = operation.open ? 200 : 401;
        assert.equal(code, expected, `${operation.id} with ${who}`);
      }
    }
    const tracking = `${stack.portal.url}${mount}/mlflow/api/2.0/mlflow/runs/get`;
    assert.equal((await fetch(tracking)).status, 401, tracking);
    for (const [method, path, code] of [
      ['GET', '/nothing', 404],
      ['PUT', '/catalog/models', 405],
    ]) {
      const at = stack.portal.url + mount + path;
      assert.equal((await fetch(at, { method })).status, 401);
      const known = await fetch(at, { method, headers: KNOWN.visitor });
      assert.equal(known.status, code);
    }
  });

  test(`${mount}: each identity may do what its role and teams say`, async () => {
    let checks = 0;
    const shared = await records();
    for (const operation of operations) {
      const [kind] = ACCESS[operation.id];
      const own = operation.method === 'DELETE' ? await records() : shared;
      if (operation.id === 'cancelTrainingJob') {
        own.job = (await submit()).id;
      }
      // Whoever is refused comes first: those who may can remove the record.
      for (const [who, headers] of Object.entries(KNOWN)) {
        const label = `${operation.id} as ${who}`;
        const refused = REFUSED[who][kind];
        // These belong to nobody but who made them.
        const alone =
          who === 'teammate' &&
          kind === 'own' &&
          /Prompt|Pipeline/.test(operation.id);
        const { code, text } = await ask(
          operation,
          mount,
          headers,
          teamOf(who),
          own,
        );
        if (refused || alone) {
          assert.equal(code, refused ?? 403, `${label}: ${text}`);
        } else {
          assert.ok(![401, 403, 422, 500].includes(code), `${label}: ${text}`);
        }
        checks += 1;
      }
      if (FOR_A_TEAM.includes(operation.id)) {
        const foreign = await ask(
          operation,
          mount,
          KNOWN.owner,
          OTHER_TEAM,
          own,
        );
        assert.equal(foreign.code, 403, `${operation.id} for another team`);
      }
    }
    assert.ok(checks >= 6 * 77, `${checks} checks`);
  });

  test(`${mount}: a Backstage user may do what the policy says`, async () => {
    const headers = await guest();
    const own = await records();
    const as = async (id, record = own) => {
      const operation = operations.find(each => each.id === id);
      return (await ask(operation, mount, headers, 'ml-platform', record)).code;
    };
    for (const id of ['getModel', 'getEndpoint', 'listAuditLogs']) {
      assert.equal(await as(id), 200, id);
    }
    for (const id of [
      'setModelStatus',
      'deleteModel',
      'updateEndpoint',
      'deletePromptTemplate',
      'cancelTrainingJob',
    ]) {
      assert.equal(await as(id), 403, id);
    }
    assert.ok([200, 409].includes(await as('retryOperation')));
    assert.equal(await as('createModel'), 201);
    const ours = await call('POST', '/catalog/models', {
      name: `ours-${Date.now()}`,
      version: '1',
      type: 'external',
      owner_team: 'group:default/ml-platform',
      metadata: {},
    });
    const record = { ...own, model: ours.body.data.id };
    assert.equal(await as('setModelStatus', record), 200);
    assert.equal(await as('deleteModel', record), 200);
  });

  test(`${mount}: a browser of the configured origin may ask first`, async () => {
    const preflight = origin =>
      fetch(`${stack.portal.url}${mount}/catalog/models/x`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'DELETE',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
    const { origin } = new URL(stack.portal.url);
    const own = await preflight(origin);
    assert.equal(own.status, 204);
    assert.equal(own.headers.get('access-control-allow-origin'), origin);
    assert.match(own.headers.get('access-control-allow-methods'), /DELETE/);
    assert.match(
      own.headers.get('access-control-allow-headers'),
      /authorization/,
    );
    const foreign = await preflight('https://elsewhere.example.org');
    assert.notEqual(
      foreign.headers.get('access-control-allow-origin'),
      'https://elsewhere.example.org',
    );
  });
}
