import { createHmac } from 'node:crypto';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { venv } from '../../../local-stack/lib/paths.mjs';
import { call, files, stack } from '../client.mjs';

const scenarios = join(dirname(fileURLToPath(import.meta.url)), 'scenarios.py');
const { backend: secret } = JSON.parse(
  await readFile(
    join(dirname(process.env.LLM_OPS_TEST_STACK_JSON), 'secrets.json'),
    'utf8',
  ),
);

/** The process of a tool, which the supervisor may have started again. */
export async function pidOf(name) {
  const file = join(
    dirname(process.env.LLM_OPS_TEST_STACK_JSON),
    'processes.json',
  );
  return JSON.parse(await readFile(file, 'utf8'))[name].pid;
}

const jsonl = Array.from({ length: 20 }, (_, i) =>
  JSON.stringify({ id: i, prompt: `q${i}`, response: `a${i}` }),
).join('\n');

/** An approved model and data set. */
export async function prepare() {
  const stamp = `${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
  const owned = { version: '1', owner_team: 'ml-platform' };
  const model = (
    await call('POST', '/catalog/models', {
      name: `tracked-${stamp}`,
      type: 'base',
      metadata: {},
      model_family: 'llama',
      ...owned,
    })
  ).body.data;
  const dataset = (
    await call('POST', '/catalog/datasets', {
      name: `tracked-${stamp}`,
      storage_uri: '',
      type: 'sft_pair',
      ...owned,
    })
  ).body.data;
  await call(
    'POST',
    `/catalog/datasets/${dataset.id}/upload`,
    files({ 'data.jsonl': jsonl }),
  );
  await call('PATCH', `/catalog/models/${model.id}/status?status=approved`);
  await call('PATCH', `/catalog/datasets/${dataset.id}/status?status=approved`);
  return { model, dataset };
}

/** A submitted job, with what its pods are told; `own` replaces fields of the request. */
export async function submit({ model, dataset }, own = {}) {
  const { body } = await call('POST', '/training/jobs', {
    modelId: model.id,
    datasetId: dataset.id,
    jobType: 'finetune',
    useGpu: false,
    resourceProfile: {},
    hyperparameters: { learning_rate: 0.001 },
    ...own,
  });
  const { id } = body.data;
  const run = (await call('GET', `/training/jobs/${id}/experiment-run`)).body
    .data;
  return { id, runId: run.id.replaceAll('-', ''), token: tokenOf(id) };
}

/** The token that the pods of a job get. */
export function tokenOf(jobId) {
  const body = `llmops-job.${jobId}.${Math.floor(Date.now() / 1000) + 3600}`;
  const sign = createHmac('sha256', secret).update(body).digest('base64url');
  return `${body}.${sign}`;
}

/** Runs a scenario as the code of a job would; gives what it printed. */
export async function python(job, ...args) {
  const child = spawn(
    join(venv('mlflow'), 'bin', 'python'),
    [scenarios, ...args.map(String)],
    {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        MLFLOW_TRACKING_URI: `${stack.portal.url}/llm-ops/v1/mlflow`,
        MLFLOW_TRACKING_TOKEN: job.token,
        MLFLOW_RUN_ID: job.runId,
        MLFLOW_DISABLE_TELEMETRY: 'true',
        GIT_PYTHON_REFRESH: 'quiet',
      },
    },
  );
  let output = '';
  child.stdout.on('data', chunk => (output += chunk));
  child.stderr.on('data', chunk => (output += chunk));
  const code = await new Promise(resolve => child.on('close', resolve));
  const line = output.split('\n').find(text => text.startsWith('RESULT '));
  if (code !== 0 || !line) {
    throw new Error(`${args[0]} ended with ${code}:\n${output.slice(-4000)}`);
  }
  return JSON.parse(line.slice(7));
}

/** A call of MLflow's REST API at the portal. */
export async function rest(job, method, path, body, base = '/api/2.0/mlflow') {
  const response = await fetch(
    `${stack.portal.url}/llm-ops/v1/mlflow${base}/${path}`,
    {
      method,
      headers: {
        authorization: `Bearer ${job.token}`,
        'content-type': 'application/json',
      },
      body: body && (typeof body === 'string' ? body : JSON.stringify(body)),
    },
  );
  const text = await response.text();
  return {
    code: response.status,
    body: text.startsWith('{') ? JSON.parse(text) : text,
  };
}

/** What MLflow itself says. */
export async function mlflow(path, body) {
  const response = await fetch(`${stack.mlflow.url}/api/2.0/mlflow/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  return response.json();
}

/** The whole history of a metric at MLflow itself. */
export async function historyAt(trackerRunId, key) {
  const metrics = [];
  let token = '';
  do {
    const page = await mlflow(
      `metrics/get-history?run_id=${trackerRunId}&metric_key=${key}&max_results=25000&page_token=${token}`,
    );
    metrics.push(...(page.metrics ?? []));
    token = page.next_page_token ?? '';
  } while (token);
  return metrics;
}
