import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { afterEach } from 'node:test';
import { promisify } from 'node:util';
import { downloadFile, listFiles } from '@huggingface/hub';
import { hubModel } from '../../local-stack/services/hub.mjs';
import { venv } from '../../local-stack/lib/paths.mjs';
import { call, stack, until } from '../api/client.mjs';

const model = await hubModel();
const stamp = Date.now();
const inject = fault => writeFile(stack.hub.faultFile, fault);

afterEach(() => rm(stack.hub.faultFile, { force: true }));

const importAs = (name, id = model.id) =>
  call(
    'POST',
    '/catalog/models/import',
    { registry_type: 'huggingface', registry_model_id: id, name },
    { prefer: 'handling=strict' },
  );
const read = async id => (await call('GET', `/catalog/models/${id}`)).body.data;
const named = async name =>
  (await call('GET', '/catalog/models')).body.data.filter(
    item => item.name === name,
  );

test("the hub answers the official clients, Python's and JavaScript's", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-'));
  await promisify(execFile)(
    join(venv('models'), 'bin', 'python'),
    [
      '-c',
      `from huggingface_hub import snapshot_download; snapshot_download("${model.id}", local_dir="${folder}")`,
    ],
    { env: { ...process.env, HF_ENDPOINT: stack.hub.url } },
  );
  const downloaded = await readdir(folder);
  const listed = [];
  for await (const file of listFiles({
    repo: model.id,
    hubUrl: stack.hub.url,
  })) {
    listed.push(file.path);
    assert.ok(downloaded.includes(file.path), file.path);
  }
  assert.ok(listed.includes('model.safetensors'));
  const config = await downloadFile({
    repo: model.id,
    path: 'config.json',
    hubUrl: stack.hub.url,
  });
  assert.equal(JSON.parse(await config.text()).model_type, 'llama');
  await rm(folder, { recursive: true });
});

test('an unknown model is refused and leaves nothing', async () => {
  const name = `unknown-${stamp}`;
  const answer = await importAs(name, 'nobody/nothing');
  assert.equal(answer.code, 404);
  assert.match(answer.body.message, /hub has no model nobody\/nothing/);
  assert.deepEqual(await named(name), []);
});

test('a corrupt file is named, never stored, and cannot be approved', async () => {
  await inject('corrupt');
  const name = `corrupt-${stamp}`;
  await importAs(name);
  const [record] = await until('the record', 20, async () => {
    const found = await named(name);
    return found.length > 0 && found;
  });
  const failed = await until('the failure', 120, async () => {
    const now = await read(record.id);
    return now.metadata.import_status === 'failed' && now;
  });
  assert.match(failed.metadata.import_error, /model\.safetensors/);
  assert.match(failed.metadata.import_error, /SHA-256|checksum/);
  assert.deepEqual(failed.files ?? [], []);
  const approval = await call(
    'PATCH',
    `/catalog/models/${record.id}/status?status=approved`,
  );
  assert.equal(approval.body.status, 'fail');
});

test('an import waits for a hub that is away, and is done when it is back', async () => {
  await inject('down');
  const name = `patient-${stamp}`;
  const answer = await importAs(name);
  assert.ok(answer.code < 300, answer.body.message);
  const [record] = await named(name);
  await until('the reason', 30, async () => {
    const { data } = (await call('GET', `/operations?lane=model:${record.id}`))
      .body;
    return data.operations.some(operation => operation.unavailableSince);
  });
  await rm(stack.hub.faultFile);
  await until('the import', 60, async () => {
    const now = await read(record.id);
    return now.metadata.import_status === 'completed';
  });
});

test('a route is given once', async () => {
  const endpoints = (await call('GET', '/serving/endpoints')).body.data;
  const taken = endpoints.find(endpoint => endpoint.route === '/jargon-bot');
  const answer = await call(
    'POST',
    '/serving/endpoints',
    { modelId: taken.modelId, environment: 'dev', route: '/jargon-bot' },
    { prefer: 'handling=strict' },
  );
  assert.equal(answer.code, 409);
  assert.match(answer.body.message, /jargon-bot/);
});
