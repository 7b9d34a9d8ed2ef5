/**
 * The migration as an operator meets it: a real PostgreSQL, object store,
 * MLflow and DuckLake; killed in the middle, resumed, run again, compared,
 * and rolled back. LLM_OPS_MIGRATION_SIZE=full builds the large source.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { dump, listing, makeBench, stack, trackedRuns } from './bench.mjs';
import { buildOldPlatform, idOf, SIZES } from './oldPlatform.mjs';

const size = SIZES[process.env.LLM_OPS_MIGRATION_SIZE ?? 'small'];
const orphanJobs = Math.ceil((size.jobs - 7) / 100);
const jobsHere = size.jobs - orphanJobs;

let bench;
let fresh;
let before0;
let objects0;
const say = text => console.log(`# ${text}`);
const one = async (sql, values = []) =>
  (await fresh.query(sql, values)).rows[0];
const count = async (table, where = 'true') =>
  Number((await one(`select count(*) from "${table}" where ${where}`)).count);

before(async () => {
  bench = await makeBench();
  const { old, s3, oldBucket } = bench;
  const begun = Date.now();
  await buildOldPlatform({ client: old, s3, bucket: oldBucket, size });
  say(`source built in ${Math.round((Date.now() - begun) / 1000)} s`);
});
after(() => bench?.end());

test('a dry run says what would come, and writes nothing', async () => {
  const { code, output } = await bench.migrate(['--dry-run']);
  assert.equal(code, 0, output);
  assert.match(output, new RegExp(`^models +${size.models} `, 'm'));
  fresh = await bench.fresh();
  assert.equal(await count('models'), 0);
  assert.equal(await count('migration_items'), 0);
  assert.equal(await count('migration_passes'), 0);
});

test('it is killed three times with -9 and goes on each time', async () => {
  // What is here already: a record of the same id, one of the same name.
  await fresh.query(
    `insert into models (id, name, version, type, status, owner_team,
       model_family, metadata, files, lineage, created_by, created_at, updated_at)
     values ($1, 'here before', '1', 'base', 'draft', 'us', 'llama', '{}', '[]',
       '{}', 'me', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
    [idOf('model', 1)],
  );
  await fresh.query(
    `insert into datasets (id, name, version, type, owner_team, storage_uri,
       pii_scan_status, created_by, created_at, updated_at)
     values ('mine', 'data-1', '1.0', 'sft_pair', 'us', '', 'clean', 'me',
       '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
  );
  await bench.s3.send(
    new PutObjectCommand({
      Bucket: bench.newBucket,
      Key: 'models/of-mine/1/w.bin',
      Body: 'mine',
    }),
  );
  before0 = await dump(fresh);
  objects0 = await listing(bench.s3, bench.newBucket);

  const kills = [
    // Among effects: some data sets have a version, some runs are tracked.
    ['dataset-files', "kind = 'dataset-files' and state = 'done'", 0.3],
    ['jobs', "kind = 'jobs'", 0.4],
    ['runs', "kind = 'runs' and state = 'done'", 0.4],
  ];
  const of = { 'dataset-files': size.datasets, jobs: jobsHere, runs: jobsHere };
  for (const [kind, where, share] of kills) {
    const { code, seconds } = await bench.migrate([], {
      killWhen: async () =>
        (await count('migration_items', where)) >= of[kind] * share,
    });
    say(`killed among ${kind} after ${Math.round(seconds)} s`);
    assert.equal(code, null, `it was not killed among ${kind}`);
  }
  const { code, output, seconds, peakMiB } = await bench.migrate();
  say(`the rest in ${Math.round(seconds)} s, peak ${peakMiB} MiB`);
  console.log(output.replace(/^/gm, '# '));
  assert.equal(code, 0, output);
  assert.match(output, /all kinds \d+ %, about .* left/);
});

test('everything is here once, as it was', async () => {
  assert.equal(await count('datasets', "id <> 'mine'"), size.datasets);
  assert.equal(await count('models'), size.models);
  assert.equal(await count('training_jobs'), jobsHere);
  assert.equal(await count('experiment_runs'), jobsHere);
  assert.equal(await count('endpoints'), size.endpoints - 1);
  assert.equal(await count('audit_logs'), size.audit);
  assert.equal(await count('governance_policies'), 10);
  assert.equal(await count('governance_policies', "status = 'active'"), 4);
  assert.equal(
    await count('migration_items', "state = 'left_out' and kind = 'jobs'"),
    orphanJobs,
  );
  const runs = await trackedRuns();
  const mine = await fresh.query('select tracking_run_id from experiment_runs');
  const known = new Set(mine.rows.map(row => row.tracking_run_id));
  const here = runs.filter(run => known.has(run.info.run_id));
  assert.equal(here.length, jobsHere);
  const jobs = new Set(
    runs.map(run => run.data.tags.find(t => t.key === 'llmops.job_id').value),
  );
  assert.equal(runs.length, jobs.size, 'a job has two runs');

  const dataset = await one('select * from datasets where id = $1', [
    idOf('dataset', 0),
  ]);
  assert.equal(dataset.name, '한국어-질의-0');
  assert.equal(dataset.created_at, '2025-01-01T00:00:00.123456Z');
  assert.equal(dataset.change_log, '처음 올린 자료');
  const twin = await one('select version from datasets where id = $1', [
    idOf('dataset', 3),
  ]);
  assert.match(twin.version, /^1\.0-/);
  assert.doesNotMatch(await dump(fresh), /sk-clear|in clear/);
});

test('every point of a metric is at the tracker', async () => {
  const { tracking_run_id: runId } = await one(
    'select tracking_run_id from experiment_runs where job_id = $1',
    [idOf('job', 2)],
  );
  const response = await fetch(
    `${stack.mlflow.url}/api/2.0/mlflow/metrics/get-history?run_id=${runId}&metric_key=loss`,
  );
  const { metrics } = await response.json();
  const { rows } = await bench.old.query(
    "select value from experiment_metrics where training_job_id = $1 and name = 'loss' order by recorded_at",
    [idOf('job', 2)],
  );
  assert.deepEqual(
    metrics.sort((a, b) => a.step - b.step).map(metric => metric.value),
    rows.map(row => row.value),
  );
});

test('files came with their SHA-256, data sets with a version', async () => {
  const { files } = await one('select files from models where id = $1', [
    idOf('model', 0),
  ]);
  const weights = JSON.parse(files).find(file => file.path === 'sub/w.bin');
  const object = await bench.s3.send(
    new GetObjectCommand({
      Bucket: bench.newBucket,
      Key: `models/${idOf('model', 0)}/1.0.0/sub/w.bin`,
    }),
  );
  const bytes = await object.Body.transformToByteArray();
  assert.equal(
    createHash('sha256').update(bytes).digest('hex'),
    weights.sha256,
  );
  assert.equal(
    await count('dataset_versions', "versioning_system = 'ducklake'"),
    size.datasetsWithFiles,
  );
  const version = await one('select * from dataset_versions where id = $1', [
    idOf('version', 0),
  ]);
  assert.equal(Number(version.row_count), 20);
  assert.match(version.checksum, /^[0-9a-f]{64}$/);
});

test('endpoints wait in the outbox, once each', async () => {
  const deployable = await count('endpoints', "tool = 'kserve'");
  assert.ok(deployable > 0);
  assert.equal(
    await count('operations', "kind = 'serving.apply' and state = 'pending'"),
    deployable,
  );
});

test('a second run takes only what changed', async () => {
  const { old } = bench;
  await old.query(
    "update model_catalog_entries set status = 'approved', updated_at = now() where id = $1",
    [idOf('model', 1)],
  );
  await old.query(
    "update training_jobs set status = 'failed', completed_at = now() where id = $1",
    [idOf('job', 4)],
  );
  await old.query(
    `insert into experiment_metrics values (gen_random_uuid(), $1, 'loss', 0.01, null, now())`,
    [idOf('job', 2)],
  );
  await old.query(
    `insert into dataset_records (id, name, version, created_at, updated_at)
     values ($1, 'came late', '1', now(), now())`,
    [idOf('nothing', 7)],
  );
  const { code, output, seconds } = await bench.migrate();
  say(`second run in ${Math.round(seconds)} s`);
  assert.equal(code, 0, output);
  const row = kind =>
    new RegExp(`^${kind} +(\\d+) +(\\d+) +(\\d+) +(\\d+)$`, 'm')
      .exec(output)
      .slice(1)
      .map(Number);
  assert.deepEqual(row('models').slice(0, 2), [0, 1]);
  // The orphan has its data set now.
  assert.deepEqual(row('datasets').slice(0, 2), [1, 0]);
  assert.deepEqual(row('jobs').slice(0, 2), [1, 1]);
  assert.deepEqual(row('runs').slice(0, 2), [1, 2]);
  assert.equal(await count('training_jobs'), jobsHere + 1);
  assert.equal(await count('experiment_runs'), jobsHere + 1);
});

test('the comparison notices a record that was changed here', async () => {
  const id = idOf('model', 2);
  const { name } = await one('select name from models where id = $1', [id]);
  await fresh.query("update models set name = 'other' where id = $1", [id]);
  const { code, output } = await bench.migrate(['--validate']);
  assert.equal(code, 3, output);
  assert.match(output, new RegExp(`models: ${id} is not as at the source`));
  await fresh.query('update models set name = $2 where id = $1', [id, name]);
});

test('a rollback leaves everything as it was before', async () => {
  const { code, output, seconds } = await bench.migrate(['--rollback']);
  say(`rolled back in ${Math.round(seconds)} s`);
  assert.equal(code, 0, output);
  assert.equal(await dump(fresh), before0);
  assert.equal(await listing(bench.s3, bench.newBucket), objects0);
  assert.equal((await trackedRuns()).length, 0);
});
