import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  duckdbExtensions,
  dvcCommand,
  root,
} from '../../local-stack/lib/paths.mjs';

const { Client } = createRequire(import.meta.url)('pg');

/** The stack under test; the runner says where it is described. */
export const stack = JSON.parse(
  await readFile(process.env.LLM_OPS_TEST_STACK_JSON, 'utf8'),
);

/** An empty old platform and an empty new one, on the stack's real tools. */
export async function makeBench() {
  const run = randomBytes(4).toString('hex');
  const names = {
    oldDatabase: `old_${run}`,
    prefix: `new_${run}_`,
    oldBucket: `old-${run}`,
    newBucket: `new-${run}`,
  };
  const directory = await mkdtemp(join(tmpdir(), 'llm-ops-migrate-'));
  const { objectStore, postgres } = stack;
  const s3 = new S3Client({
    endpoint: objectStore.endpoint,
    region: objectStore.region,
    forcePathStyle: true,
    credentials: {
      accessKeyId: objectStore.accessKey,
      secretAccessKey: objectStore.secretKey,
    },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await s3.send(new CreateBucketCommand({ Bucket: names.newBucket }));
  const connect = async database => {
    const client = new Client({ ...postgres, database });
    await client.connect();
    return client;
  };
  const admin = await connect('postgres');
  await admin.query(`create database "${names.oldDatabase}"`);
  const old = await connect(names.oldDatabase);
  const config = join(directory, 'app-config.yaml');
  await writeFile(config, JSON.stringify(configOf(names, directory)));
  let fresh;
  return {
    ...names,
    s3,
    old,
    directory,
    /** Database of the new platform, once a command has made it. */
    async fresh() {
      fresh ??= await connect(`${names.prefix}llm-ops`);
      return fresh;
    },
    migrate: (args = [], options = {}) => migrate(config, args, options),
    async end() {
      await old.end();
      await fresh?.end();
      const { rows } = await admin.query(
        'select datname from pg_database where datname like $1 or datname = $2',
        [`${names.prefix}%`, names.oldDatabase],
      );
      for (const { datname } of rows) {
        await admin.query(`drop database "${datname}" with (force)`);
      }
      await admin.end();
      for (const bucket of [names.oldBucket, names.newBucket]) {
        await removeBucket(s3, bucket);
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function configOf({ oldDatabase, prefix, oldBucket, newBucket }, directory) {
  const { objectStore, postgres, mlflow, cluster } = stack;
  const store = bucket => ({ ...objectStore, bucket });
  return {
    app: { baseUrl: 'http://localhost' },
    backend: {
      baseUrl: 'http://localhost',
      listen: { port: 0 },
      database: { client: 'pg', prefix, connection: { ...postgres } },
    },
    llmOps: {
      secret: 'a-secret-for-the-migration-test',
      features: { migration: true },
      objectStore: store(newBucket),
      mlflow: { instances: [{ id: 'mlflow', url: mlflow.url }] },
      ducklake: {
        instances: [
          {
            id: 'ducklake',
            directory: join(directory, 'ducklake'),
            extensions: duckdbExtensions,
          },
        ],
      },
      dvc: {
        instances: [
          {
            id: 'dvc',
            command: dvcCommand,
            directory: join(directory, 'dvc'),
            remote: { ...objectStore, url: `s3://${newBucket}/dvc` },
          },
        ],
      },
      kserve: {
        instances: [
          {
            id: 'kserve',
            kubeconfig: cluster.kubeconfig,
            namespaces: { dev: 'dev', stg: 'stg', prod: 'prod' },
          },
        ],
      },
      migration: {
        source: {
          database: { ...postgres, database: oldDatabase },
          objectStore: store(oldBucket),
        },
      },
    },
  };
}

/**
 * Runs the command to its end, or kills it once `killWhen` says so.
 * @returns {Promise<{code: number | null, output: string, seconds: number, peakMiB: number}>}
 */
async function migrate(config, args, { killWhen } = {}) {
  const begun = Date.now();
  const child = spawn(
    process.execPath,
    [
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      join(root, 'packages', 'backend', 'src', 'migrate.ts'),
      ...['--config', config, ...args],
    ],
    {
      cwd: join(root, 'packages', 'backend'),
      env: { ...process.env, LOG_LEVEL: 'warn' },
    },
  );
  let output = '';
  let peakMiB = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => (output += chunk));
  }
  let ended = false;
  const exit = new Promise(resolve =>
    child.on('close', code => {
      ended = true;
      resolve(code);
    }),
  );
  while (!ended) {
    await Promise.race([exit, sleep(killWhen ? 50 : 500)]);
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(
      () => '',
    );
    const peak = /VmHWM:\s+(\d+)/.exec(status)?.[1];
    peakMiB = Math.max(peakMiB, Math.round(Number(peak ?? 0) / 1024));
    if (!ended && killWhen && (await killWhen())) {
      child.kill('SIGKILL');
      await exit;
    }
  }
  const seconds = (Date.now() - begun) / 1000;
  return { code: await exit, output, seconds, peakMiB };
}

/** Every row of every table, as text. */
export async function dump(client) {
  const { rows: tables } = await client.query(
    "select tablename from pg_tables where schemaname = 'public' order by 1",
  );
  const lines = [];
  for (const { tablename } of tables) {
    const { rows } = await client.query(
      `select to_jsonb(t)::text as line from "${tablename}" t order by 1`,
    );
    lines.push(...rows.map(({ line }) => `${tablename} ${line}`));
  }
  return lines.join('\n');
}

/** Keys, sizes and hashes of a bucket; unfinished uploads are swept later. */
export async function listing(s3, Bucket) {
  const lines = [];
  let ContinuationToken;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket, ContinuationToken }),
    );
    for (const { Key, Size, ETag } of page.Contents ?? []) {
      if (!Key.startsWith('uploads/')) lines.push(`${Key} ${Size} ${ETag}`);
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return lines.sort().join('\n');
}

async function removeBucket(s3, Bucket) {
  for (;;) {
    const page = await s3
      .send(new ListObjectsV2Command({ Bucket }))
      .catch(() => undefined);
    if (!page?.Contents?.length) {
      break;
    }
    const Objects = page.Contents.map(({ Key }) => ({ Key }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }
  await s3.send(new DeleteBucketCommand({ Bucket })).catch(() => undefined);
}

/** Runs at MLflow that the migration made, page by page. */
export async function trackedRuns() {
  const api = async (path, body) => {
    const response = await fetch(`${stack.mlflow.url}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const ids = [];
  let token;
  do {
    const page = await api('experiments/search', {
      max_results: 1000,
      page_token: token,
    });
    ids.push(...(page.experiments ?? []).map(each => each.experiment_id));
    token = page.next_page_token;
  } while (token);
  const found = [];
  for (let i = 0; i < ids.length; i += 500) {
    let page_token;
    do {
      const page = await api('runs/search', {
        experiment_ids: ids.slice(i, i + 500),
        filter: "tags.`llmops.migrated` = 'true'",
        max_results: 1000,
        page_token,
      });
      found.push(...(page.runs ?? []));
      page_token = page.next_page_token;
    } while (page_token);
  }
  return found;
}
