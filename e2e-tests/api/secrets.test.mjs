import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import test from 'node:test';
import pg from 'pg';
import { call, stack } from './client.mjs';

const stateDir = dirname(process.env.LLM_OPS_TEST_STACK_JSON);
const CANARY = `canary-${Date.now()}-${Math.random().toString(36).slice(2)}`;

/** Answers any request as an OpenAI server that dislikes the key it repeats. */
async function talkative() {
  const server = createServer((request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    const message = `Incorrect API key: ${request.headers.authorization}`;
    response.end(JSON.stringify({ error: { message } }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function register(metadata) {
  const { code, body } = await call('POST', '/catalog/models', {
    name: `secret-${Date.now()}-${Math.random()}`,
    version: '1',
    type: 'external',
    status: 'approved',
    owner_team: 'ml-platform',
    model_family: 'gpt',
    metadata,
  });
  assert.equal(code, 201, body.message);
  assert.equal(body.status, 'success', body.message);
  return body.data;
}

/** What the files of a folder hold, with all below it. */
async function contentsOf(folder) {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(entry => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
}

/** Every row of every table, or every file of the database. */
async function everythingStored() {
  if (!stack.postgres) {
    return contentsOf(join(stateDir, 'portal'));
  }
  const { host, port, user, password } = stack.postgres;
  const found = [];
  const admin = new pg.Client({
    host,
    port,
    user,
    password,
    database: 'backstage_plugin_llm-ops',
  });
  await admin.connect();
  const { rows } = await admin.query(
    "select tablename from pg_tables where schemaname = 'public'",
  );
  for (const { tablename } of rows) {
    const all = await admin.query(`select t::text from "${tablename}" t`);
    found.push(...all.rows.map(row => row.t));
  }
  await admin.end();
  return found;
}

test('a planted secret is in no answer, table or log', async () => {
  const server = await talkative();
  const base = `http://127.0.0.1:${server.address().port}`;
  const answers = [];
  const ask = async (...request) => {
    const { body } = await call(...request);
    answers.push(body);
    return body;
  };
  const model = await register({
    provider: 'openai',
    base_url: base,
    api_key: CANARY,
    headers: { Authorization: `Bearer ${CANARY}` },
  });
  answers.push(model);
  assert.equal(model.metadata.api_key, '***');
  assert.equal(model.metadata.headers.Authorization, '***');
  assert.equal(model.metadata.base_url, base);
  const route = `secret-${Date.now()}`;
  const { data: endpoint } = await ask('POST', '/serving/endpoints', {
    modelId: model.id,
    environment: 'dev',
    route: `/${route}`,
  });
  const chat = { messages: [{ role: 'user', content: 'hi' }] };
  const refused = await ask('POST', `/serve/${route}/chat`, chat);
  assert.match(refused.message, /Incorrect API key: Bearer \*\*\*/);
  await ask('POST', `/serve/${route}/openai/v1/chat/completions`, chat);
  await ask('POST', '/catalog/models/import-from-huggingface', {
    hf_model_id: 'nobody/nothing',
    model_family: 'llama',
    hf_token: `hf_${CANARY}`,
  });
  await ask('POST', '/catalog/models/import', {
    hf_token: `hf_${CANARY}`,
    name: 1,
  });
  await ask('POST', '/catalog/models', {
    name: 1,
    metadata: { api_key: CANARY },
  });
  await ask('POST', '/training/jobs', {
    datasetId: 'x',
    jobType: 'finetune',
    resourceProfile: {},
    hyperparameters: { hf_token: CANARY },
  });
  for (const path of [
    '/catalog/models',
    `/catalog/models/${model.id}`,
    '/serving/endpoints',
    `/lineage?entity=model:${model.id}`,
    '/operations',
    '/governance/audit/logs?limit=1000',
  ]) {
    await ask('GET', path);
  }
  await call('DELETE', `/serving/endpoints/${endpoint.id}`);
  server.close();
  server.closeAllConnections();
  assert.ok(!JSON.stringify(answers).includes(CANARY), 'in an answer');
  const rows = await everythingStored();
  assert.ok(rows.length > 0);
  assert.ok(!rows.some(row => row.includes(CANARY)), 'in the database');
  const logs = await contentsOf(join(stateDir, 'log'));
  assert.ok(!logs.some(log => log.includes(CANARY)), 'in a log');
});

test('a reference is only kept when an operator allows it', async () => {
  const { body } = await call('POST', '/catalog/models', {
    name: `reference-${Date.now()}`,
    version: '1',
    type: 'external',
    owner_team: 'ml-platform',
    model_family: 'gpt',
    metadata: { provider: 'openai', api_key: { $env: 'BACKEND_SECRET' } },
  });
  assert.equal(body.status, 'fail');
  assert.match(body.message, /llmOps.secrets.env/);
});
