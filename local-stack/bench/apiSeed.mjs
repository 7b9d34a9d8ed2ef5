import pg from 'pg';

/** How many records of each kind the API is measured with. */
export const SIZES = {
  models: 10_000,
  datasets: 10_000,
  jobs: 10_000,
  endpoints: 1_000,
};

/** A UUID that is the same in every run: kind and number. */
const uuid = kind =>
  `'${kind}0000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0')`;
const time = `to_char(timestamp '2026-01-01' + n * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const rows = count => `generate_series(1, ${count}) as n`;

/** Ids of the first records of each kind. */
export const FIRST = Object.fromEntries(
  ['a', 'b', 'c', 'd'].map((kind, at) => [
    Object.keys(SIZES)[at],
    `${kind}0000000-0000-4000-8000-000000000001`,
  ]),
);

const STATEMENTS = [
  // What an earlier run left; the database outlives the stack.
  'truncate models, datasets, training_jobs, endpoints, experiment_runs, operations cascade',
  `insert into models (id, name, version, type, status, owner_team,
     model_family, metadata, storage_uri, card, files, lineage, created_by,
     created_at, updated_at)
   select ${uuid('a')}, 'model-' || n, '1.0.0', 'external', 'approved',
     'ml-platform', 'llama',
     '{"provider":"openai","base_url":"http://127.0.0.1:9/v1","model_family":"llama","size_gb":' || n % 100 || '}',
     's3://llm-ops-models/models/' || n || '/', repeat('A line of the card. ', 200),
     '[{"path":"config.json","size":700},{"path":"model.safetensors","size":270000000}]',
     '{"datasetIds":[]}', 'user:default/bench', ${time}, ${time}
   from ${rows(SIZES.models)}`,
  `insert into datasets (id, name, version, type, owner_team, storage_uri,
     pii_scan_status, quality_score, approved_at, created_by, created_at,
     updated_at)
   select ${uuid('b')}, 'data-' || n, '1.0.0', 'sft_pair', 'ml-platform',
     's3://llm-ops-models/datasets/' || n || '/', 'clean', 90, ${time},
     'user:default/bench', ${time}, ${time}
   from ${rows(SIZES.datasets)}`,
  `insert into training_jobs (id, model_id, dataset_id, job_type, environment,
     status, request, resource_profile, output_uri, stages, tool,
     submitted_by, submitted_at, started_at, completed_at)
   select ${uuid('c')}, ${uuid('a')}, ${uuid('b')}, 'finetune', 'dev',
     'succeeded', '{"hyperparameters":{"learning_rate":0.0005,"max_steps":100}}',
     '{"gpuCount":1,"gpuType":"nvidia-tesla-v100","cpuCores":4,"memory":"16Gi"}',
     's3://llm-ops-models/models/out-' || n || '/',
     '[{"name":"validate","phase":"succeeded","outputs":{},"retries":0},{"name":"train","phase":"succeeded","outputs":{},"retries":0}]',
     'argo', 'user:default/bench', ${time}, ${time}, ${time}
   from ${rows(SIZES.jobs)}`,
  `insert into endpoints (id, model_id, environment, route, status, spec, tool,
     resource_name, created_by, created_at, updated_at, observed_at)
   select ${uuid('d')}, ${uuid('a')}, 'dev', '/bench-' || n, 'healthy',
     '{"minReplicas":1,"maxReplicas":3}', 'external', 'svc-' || n,
     'user:default/bench', ${time}, ${time}, ${time}
   from ${rows(SIZES.endpoints)}`,
  'analyze',
];

/** Fills the database of a portal that was just set up. */
export async function seedApi({ host, port, user, password }) {
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database: 'backstage_plugin_llm-ops',
  });
  await client.connect();
  try {
    for (const statement of STATEMENTS) {
      await client.query(statement);
    }
  } finally {
    await client.end();
  }
}
