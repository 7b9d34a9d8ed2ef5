import assert from 'node:assert/strict';
import test from 'node:test';
import { call, files, makeDataset, stack, until } from './client.mjs';
import { putObject } from './objectStore.mjs';

const rows = Array.from({ length: 200 }, (_, i) => ({
  id: i + 1,
  prompt: `Which letter comes after number ${i}?`,
  response: `Answer ${i}`,
}));
const jsonl = data => data.map(row => JSON.stringify(row)).join('\n');

test('two versions of a data set differ exactly where they were changed', async () => {
  const { id } = await makeDataset();
  const first = await call(
    'POST',
    `/catalog/datasets/${id}/upload`,
    files({ 'data.jsonl': jsonl(rows) }),
  );
  assert.equal(first.body.status, 'success', first.body.message);
  assert.equal(first.body.data.pii_scan_status, 'clean');
  const changed = rows.slice(5).map((row, i) => ({
    ...row,
    prompt: i < 7 ? `${row.prompt}!` : row.prompt,
    source: 'web',
  }));
  changed.push({ id: 900, prompt: 'new', response: 'row', source: 'web' });
  await call(
    'POST',
    `/catalog/datasets/${id}/upload`,
    files({ 'data.jsonl': jsonl(changed) }),
  );
  const [v2, v1] = (await call('GET', `/catalog/datasets/${id}/versions`)).body
    .data;
  const { data } = (
    await call(
      'GET',
      `/catalog/datasets/${id}/versions/${v2.id}/diff?baseVersionId=${v1.id}`,
    )
  ).body;
  assert.equal(data.added_rows, 1);
  assert.equal(data.removed_rows, 5);
  assert.equal(data.changed_rows, 7);
  assert.deepEqual(data.schema_changes.added_columns, ['source']);
  assert.equal(v1.row_count, 200);
  assert.match(v2.checksum, /^[0-9a-f]{64}$/);
  const restored = await call(
    'POST',
    `/catalog/datasets/${id}/versions/${v1.id}/restore`,
    {},
  );
  assert.equal(restored.body.data.checksum, v1.checksum);
  const preview = (await call('GET', `/catalog/datasets/${id}/preview?limit=3`))
    .body.data;
  assert.equal(preview.statistics.total_rows, 200);
  assert.equal(preview.sample_rows.length, 3);
});

test('personal data in any file keeps a data set from being approved', async () => {
  const { id } = await makeDataset();
  await call(
    'POST',
    `/catalog/datasets/${id}/upload`,
    files({
      'a.jsonl': jsonl([
        { id: 1, prompt: 'mail ann@example.org', response: 'x' },
      ]),
      'b.jsonl': jsonl([{ id: 2, prompt: 'clean', response: 'y' }]),
    }),
  );
  const validation = (await call('GET', `/catalog/datasets/${id}/validation`))
    .body.data;
  assert.equal(validation.pii_scan.status, 'failed');
  assert.deepEqual(validation.pii_scan.locations, [
    { file: 'a.jsonl', row: 1, column: 'prompt', type: 'email' },
  ]);
  const approval = await call(
    'PATCH',
    `/catalog/datasets/${id}/status?status=approved`,
  );
  assert.match(approval.body.message, /scan for personal data is failed/);
});

test('a broken row is named with its file and line, and leaves nothing', async () => {
  const { id } = await makeDataset();
  const broken = await call(
    'POST',
    `/catalog/datasets/${id}/upload`,
    files({ 'bad.jsonl': '{"id":1}\n{"id":2,\n{"id":3}\n' }),
  );
  assert.equal(broken.code, 200);
  assert.match(broken.body.message, /^bad.jsonl, line [23]/);
  assert.deepEqual(
    (await call('GET', `/catalog/datasets/${id}/versions`)).body.data,
    [],
  );
  for (const name of ['../evil.jsonl', 'a/../../evil.jsonl', 'run.sh']) {
    const refused = await call(
      'POST',
      `/catalog/datasets/${id}/upload`,
      files({ [name]: '{"id":1}' }),
    );
    assert.equal(refused.body.status, 'fail', name);
  }
});

test('a tree of files is versioned by DVC: any file, by name, and back again', async () => {
  const systems = (await call('GET', '/catalog/versioning-systems')).body.data;
  const trees = systems.find(({ formats }) => formats.includes('*'));
  const { id } = await makeDataset({
    versioning_system: trees.name,
  });
  const upload = contents =>
    call('POST', `/catalog/datasets/${id}/upload`, files(contents));
  const first = await upload({
    'a.txt': 'one',
    'images/b.bin': Buffer.from([0, 1]),
    'gone.md': 'x',
  });
  assert.equal(first.body.status, 'success', first.body.message);
  assert.match(first.body.data.storage_uri, /\/files\/$/);
  await upload({
    'a.txt': 'two',
    'images/b.bin': Buffer.from([0, 1]),
    'new/c.txt': 'y',
  });
  const [v2, v1] = (await call('GET', `/catalog/datasets/${id}/versions`)).body
    .data;
  assert.equal(v2.versioning_system, 'dvc');
  assert.match(v2.version_id, /^[0-9a-f]{32}\.dir$/);
  assert.equal(v2.stored_bytes, 4);
  const { data } = (
    await call(
      'GET',
      `/catalog/datasets/${id}/versions/${v2.id}/diff?baseVersionId=${v1.id}`,
    )
  ).body;
  assert.deepEqual(
    [data.added_files, data.removed_files, data.modified_files],
    [['new/c.txt'], ['gone.md'], ['a.txt']],
  );
  const preview = (await call('GET', `/catalog/datasets/${id}/preview`)).body
    .data;
  assert.deepEqual(
    preview.sample_rows.map(([path, bytes]) => [path, bytes]),
    [
      ['a.txt', 3],
      ['images/b.bin', 2],
      ['new/c.txt', 1],
    ],
  );
  const restored = await call(
    'POST',
    `/catalog/datasets/${id}/versions/${v1.id}/restore`,
    {},
  );
  assert.equal(restored.body.data.checksum, v1.checksum);
});

test('an unknown versioning tool is refused, and a table takes no other file', async () => {
  const refused = await call('POST', '/catalog/datasets', {
    name: `d-${Date.now()}`,
    version: '1',
    storage_uri: '',
    owner_team: 'ml-platform',
    type: 'sft_pair',
    versioning_system: 'floppy',
  });
  assert.match(refused.body.message, /use ducklake or dvc/);
  const { id } = await makeDataset();
  const text = await call(
    'POST',
    `/catalog/datasets/${id}/upload`,
    files({ 'a.txt': 'x' }),
  );
  assert.equal(
    text.body.message,
    "'a.txt' is not a data file; send .csv, .jsonl or .parquet",
  );
});

const upload = (id, contents) =>
  call('POST', `/catalog/datasets/${id}/upload`, files(contents));
const approve = id =>
  call('PATCH', `/catalog/datasets/${id}/status?status=approved`);
const read = async (id, what = '') =>
  (await call('GET', `/catalog/datasets/${id}${what}`)).body.data;

test('personal data in a new version takes the approval back', async () => {
  const dataset = await makeDataset();
  assert.equal(dataset.status, 'draft');
  await upload(dataset.id, { 'a.jsonl': jsonl(rows) });
  const approved = (await approve(dataset.id)).body.data;
  assert.equal(approved.status, 'approved');
  assert.ok(approved.approved_at);
  const next = await upload(dataset.id, {
    'a.jsonl': jsonl(rows.slice(1)),
    'b.jsonl': jsonl([
      { id: 1, prompt: 'pay', response: 'with 4111 1111 1111 1111' },
    ]),
  });
  assert.equal(next.body.data.pii_scan_status, 'failed');
  assert.equal(next.body.data.approved_at, null);
  assert.equal(next.body.data.status, 'draft');
  const { pii_scan: pii } = await read(dataset.id, '/validation');
  assert.deepEqual(pii.detected_types, ['credit_card']);
  assert.deepEqual(pii.locations, [
    { file: 'b.jsonl', row: 1, column: 'response', type: 'credit_card' },
  ]);
  assert.equal((await approve(dataset.id)).body.status, 'fail');
});

test('the quality score shows what it is made of', async () => {
  const { id } = await makeDataset();
  await upload(id, {
    'a.csv': 'a,b\n1,x\n1,x\n2,\n3,\n',
  });
  const { quality_score: quality } = await read(id, '/validation');
  assert.deepEqual(quality.breakdown, {
    missing_values: 75,
    duplicates: 75,
    distribution: 100,
    schema_compliance: 100,
  });
  // 100 − 0.5 × 25 − 0.3 × 25
  assert.equal(quality.overall, 80);
});

test('a preview has the type names and cells that clients know', async () => {
  const csv = await makeDataset();
  await upload(csv.id, { 'a.csv': 'id,share,word\n1,0.5,x\n2,1.5,y\n' });
  const preview = await read(csv.id, '/preview?limit=1');
  assert.deepEqual(preview.schema, {
    id: 'int64',
    share: 'float64',
    word: 'object',
  });
  assert.deepEqual(preview.sample_rows, [[1, 0.5, 'x']]);
  assert.equal(preview.statistics.format, 'csv');
  assert.equal(preview.statistics.total_rows, 2);
  const lines = await makeDataset();
  await upload(lines.id, { 'a.jsonl': jsonl(rows) });
  assert.deepEqual((await read(lines.id, '/preview')).schema, {
    id: 'int',
    prompt: 'str',
    response: 'str',
  });
  const limits = await call(
    'GET',
    `/catalog/datasets/${csv.id}/preview?limit=101`,
  );
  assert.equal(limits.code, 422);
});

test('two versions are compared with real numbers', async () => {
  const { id } = await makeDataset();
  const first = await upload(id, { 'a.jsonl': jsonl(rows) });
  assert.equal(first.body.data.files_uploaded, 1);
  assert.deepEqual(first.body.data.uploaded_files, ['a.jsonl']);
  await upload(id, {
    'a.jsonl': jsonl([...rows.slice(2), { ...rows[0], id: 999 }]),
  });
  const [v2, v1] = await read(id, '/versions');
  const compared = await read(id, `/versions/${v1.id}/compare/${v2.id}`);
  assert.deepEqual(compared, {
    added_rows: 1,
    removed_rows: 2,
    modified_rows: 0,
    schema_changes: [],
  });
});

test('files at the storage_uri of a new data set become its first version', async () => {
  const place = `imports/${Date.now()}/`;
  await putObject(`${place}a.jsonl`, jsonl(rows));
  await putObject(`${place}b.jsonl`, jsonl(rows.slice(0, 5)));
  const bucket = `s3://${stack.objectStore.bucket}/`;
  const { id } = await makeDataset({ storage_uri: `${bucket}${place}` });
  const [version] = await until('the first version', 60, async () => {
    const versions = await read(id, '/versions');
    return versions.length > 0 && versions;
  });
  assert.equal(version.row_count, 205);
  const one = await makeDataset({ storage_uri: `${bucket}${place}b.jsonl` });
  await until(
    'the scan',
    60,
    async () => (await read(one.id)).pii_scan_status === 'clean',
  );
  assert.equal((await read(one.id, '/versions'))[0].row_count, 5);
  const outside = await call('POST', '/catalog/datasets', {
    name: `outside-${Date.now()}`,
    version: '1',
    storage_uri: 's3://another-bucket/data/',
    owner_team: 'ml-platform',
    type: 'sft_pair',
  });
  assert.equal(outside.code, 201);
  assert.match(outside.body.message, /not in the portal's object store/);
});

test('duplicates and scores out of range are failures with 201', async () => {
  const { name } = await makeDataset();
  const request = {
    name,
    version: '1',
    storage_uri: '',
    owner_team: 'ml-platform',
    type: 'sft_pair',
  };
  for (const body of [
    request,
    { ...request, name: `${name}-2`, quality_score: 101 },
  ]) {
    const answer = await call('POST', '/catalog/datasets', body);
    assert.equal(answer.code, 201);
    assert.equal(answer.body.status, 'fail');
  }
});
