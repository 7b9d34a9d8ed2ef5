import assert from 'node:assert/strict';
import test from 'node:test';
import { call, files } from './client.mjs';

const rows = Array.from({ length: 200 }, (_, i) => ({
  id: i + 1,
  prompt: `Which letter comes after number ${i}?`,
  response: `Answer ${i}`,
}));
const jsonl = data => data.map(row => JSON.stringify(row)).join('\n');

async function makeDataset(
  name = `d-${Date.now()}-${Math.random()}`,
  own = {},
) {
  const { body } = await call('POST', '/catalog/datasets', {
    name,
    version: '1',
    storage_uri: '',
    owner_team: 'ml-platform',
    type: 'sft_pair',
    ...own,
  });
  return body.data;
}

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
    { row: 1, column: 'prompt', type: 'email' },
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
  const { id } = await makeDataset(undefined, {
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
