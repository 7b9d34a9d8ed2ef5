import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { call, files, makeModel, rawUpload, stack, until } from './client.mjs';
import { listObjects, putObject } from './objectStore.mjs';

const upload = (id, contents) =>
  call('POST', `/catalog/models/${id}/upload`, files(contents));
const folder = ({ id, version }) => `models/${id}/${version}/`;

test('uploaded files are all there, with their names in the answer', async () => {
  const model = await makeModel();
  const { code, body } = await upload(model.id, {
    'config.json': '{}',
    'sub/w.bin': 'weights',
  });
  assert.equal(code, 200);
  assert.deepEqual(body.data.uploaded_files, ['config.json', 'sub/w.bin']);
  assert.equal(body.data.files_uploaded, 2);
  assert.equal(
    body.data.storage_uri,
    `s3://${stack.objectStore.bucket}/${folder(model)}`,
  );
  assert.deepEqual(await listObjects(folder(model)), [
    `${folder(model)}config.json`,
    `${folder(model)}sub/w.bin`,
  ]);
});

test('a refused or broken upload leaves nothing', async () => {
  const model = await makeModel();
  const refused = [
    [{ 'w.bin': 'x' }, /config.json is missing/],
    [{ 'config.json': '{}', 'run.sh': 'x' }, /not an allowed model file/],
    ...[
      '../evil.bin',
      'a/../../evil.bin',
      '..%2f..%2fevil.bin',
      '%252e%252e%252fevil.bin',
      '/etc/evil.bin',
    ].map(name => [
      { 'config.json': '{}', [name]: 'x' },
      /not an allowed file name/,
    ]),
  ];
  for (const [contents, words] of refused) {
    const { code, body } = await upload(model.id, contents);
    assert.equal(code, 200);
    assert.match(body.message, words);
  }
  await rawUpload(`/catalog/models/${model.id}/upload`, {
    name: 'config.json',
    bytes: 20_000_000,
    breakAfter: 12_000_000,
  }).catch(() => undefined);
  assert.deepEqual(await listObjects(folder(model)), []);
  await until(
    'the end of the broken upload',
    10,
    async () => (await listObjects('uploads/')).length === 0,
  );
  const { data } = (await call('GET', `/catalog/models/${model.id}`)).body;
  assert.equal(data.storage_uri, null);
  const unknown = await upload('00000000-0000-4000-8000-000000000000', {
    'config.json': '{}',
  });
  assert.equal(unknown.code, 404);
  assert.equal(typeof unknown.body.detail, 'string');
});

test('storage_uri on create is honoured, and refused outside of what may be read', async () => {
  const place = `imports/${Date.now()}/`;
  await putObject(`${place}config.json`, '{}');
  await putObject(`${place}sub/model.safetensors`, 'weights');
  const uri = `s3://${stack.objectStore.bucket}/${place}`;
  const model = await makeModel({ storage_uri: uri });
  assert.equal(model.storage_uri, uri);
  assert.deepEqual(
    model.files.map(({ path, size }) => [path, size]),
    [
      ['config.json', 2],
      ['sub/model.safetensors', 7],
    ],
  );
  const other = await makeModel();
  for (const outside of [
    's3://another-bucket/x/',
    'file:///etc/',
    `s3://${stack.objectStore.bucket}/`,
    `s3://${stack.objectStore.bucket}/a/../b/`,
    `s3://${stack.objectStore.bucket}/uploads/`,
    `s3://${stack.objectStore.bucket}/models/${other.id}/1/`,
  ]) {
    const { code, body } = await call('POST', '/catalog/models', {
      name: `outside-${Date.now()}`,
      version: '1',
      type: 'base',
      owner_team: 'ml-platform',
      metadata: {},
      storage_uri: outside,
    });
    assert.equal(code, 201);
    assert.equal(body.status, 'fail', outside);
  }
  const removed = await call('DELETE', `/catalog/models/${model.id}`);
  assert.equal(removed.body.data.deleted_files_count, 0);
  assert.equal((await listObjects(place)).length, 2, 'files of others stay');
});

test('a missing model_family is inferred from the metadata or the name', async () => {
  const family = async own =>
    (await makeModel({ model_family: undefined, ...own })).model_family;
  assert.equal(await family({ name: `my-mistral-${Date.now()}` }), 'mistral');
  assert.equal(await family({ metadata: { model_family: 'gemma' } }), 'gemma');
  assert.equal(
    await family({ metadata: { huggingface_model_id: 'google/bert-base' } }),
    'bert',
  );
});

test('lineage: an unknown data set is refused with 201, what is no id with 200', async () => {
  const create = ids =>
    call('POST', '/catalog/models', {
      name: `lineage-${Date.now()}`,
      version: '1',
      type: 'base',
      owner_team: 'ml-platform',
      metadata: {},
      lineage_dataset_ids: ids,
    });
  const unknown = await create(['00000000-0000-4000-8000-000000000000']);
  assert.equal(unknown.code, 201);
  assert.equal(unknown.body.status, 'fail');
  const malformed = await create(['no-id']);
  assert.equal(malformed.code, 200);
  assert.equal(malformed.body.status, 'fail');
});

test('a deleted model loses its record first, and its files when the store is back', async () => {
  const model = await makeModel();
  await upload(model.id, { 'config.json': '{}' });
  process.kill(stack.pids['object-store'], 'SIGSTOP');
  let answer;
  try {
    answer = await call('DELETE', `/catalog/models/${model.id}`);
  } finally {
    process.kill(stack.pids['object-store'], 'SIGCONT');
  }
  assert.equal(answer.body.status, 'success', answer.body.message);
  assert.equal(answer.body.data.storage_cleaned, false);
  assert.equal(
    (await call('GET', `/catalog/models/${model.id}`)).body.status,
    'fail',
  );
  await until(
    'the removal of the files',
    60,
    async () => (await listObjects(folder(model))).length === 0,
  );
  const next = await makeModel();
  await upload(next.id, { 'config.json': '{}', 'w.bin': 'x' });
  assert.deepEqual(
    (await call('DELETE', `/catalog/models/${next.id}`)).body.data,
    { model_id: next.id, storage_cleaned: true, deleted_files_count: 2 },
  );
});

const GB = 1e9;
/** LLM_OPS_TEST_UPLOAD_GB=10 for the largest file that is promised. */
const gigabytes = Number(process.env.LLM_OPS_TEST_UPLOAD_GB ?? 0.5);

test(`${gigabytes} GB are uploaded in constant memory`, async t => {
  const { portal } = stack.pids;
  const rss = () =>
    Number(
      execFileSync('ps', ['-o', 'rss=', '-p', String(portal)], {
        encoding: 'utf8',
      }),
    ) * 1024;
  const model = await makeModel({ type: 'external' });
  await upload(model.id, { 'config.json': '{}' });
  const before = rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, rss());
  }, 500);
  const start = Date.now();
  try {
    const { body } = await rawUpload(`/catalog/models/${model.id}/upload`, {
      name: 'w.bin',
      bytes: gigabytes * GB,
    });
    assert.equal(body.status, 'success', body.message);
    assert.equal(
      body.data.files.find(({ path }) => path === 'w.bin').size,
      gigabytes * GB,
    );
  } finally {
    clearInterval(watch);
    await call('DELETE', `/catalog/models/${model.id}`);
  }
  const grown = (most - before) / 1e6;
  t.diagnostic(
    `${gigabytes} GB in ${((Date.now() - start) / 1000).toFixed(
      0,
    )} s; resident memory grew by ${grown.toFixed(0)} MB`,
  );
  assert.ok(grown < 150, `grew by ${grown} MB`);
});
