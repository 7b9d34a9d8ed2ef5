import { createHash } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { OLD_TABLES } from './oldSchema.mjs';

/** How large an old platform is built. */
export const SIZES = {
  small: {
    models: 150,
    datasets: 150,
    jobs: 120,
    endpoints: 40,
    metricsPerJob: 6,
    modelsWithFiles: 12,
    datasetsWithFiles: 6,
    audit: 100,
  },
  full: {
    models: 10_000,
    datasets: 10_000,
    jobs: 10_000,
    endpoints: 1_000,
    metricsPerJob: 20,
    modelsWithFiles: 500,
    datasetsWithFiles: 100,
    audit: 5_000,
  },
};

/** An id that is the same at every run. */
export function idOf(kind, n) {
  const hex = createHash('sha256').update(`${kind} ${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(
    13,
    16,
  )}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A time with microseconds, later for a larger number. */
function at(n, micro = 123456) {
  const seconds = new Date(Date.UTC(2025, 0, 1) + n * 60_000)
    .toISOString()
    .slice(0, 19);
  return `${seconds}.${String(micro).padStart(6, '0')}Z`;
}

async function insert(client, table, rows) {
  const columns = Object.keys(rows[0]);
  for (let i = 0; i < rows.length; i += 500) {
    const part = rows.slice(i, i + 500);
    await client.query(
      `insert into ${table} (${columns.join()})
       select ${columns.join()} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(part)],
    );
  }
}

const upTo = (n, make) => Array.from({ length: n }, (_, i) => make(i));

function datasetRows(size, bucket) {
  return upTo(size.datasets, n => ({
    id: idOf('dataset', n),
    // Names that the old platform once let through twice, and Korean ones.
    name: n === 3 ? 'data-2' : n % 7 === 0 ? `한국어-질의-${n}` : `data-${n}`,
    version: '1.0',
    type: ['pretrain_corpus', 'sft_pair', 'rag_qa', 'rlhf_pair'][n % 4],
    storage_uri:
      n < size.datasetsWithFiles
        ? `s3://${bucket}/datasets/${idOf('dataset', n)}/1.0/`
        : '',
    owner_team: n % 50 === 49 ? null : `team-${n % 5}`,
    pii_scan_status: n % 11 === 10 ? null : 'clean',
    quality_score: n % 13 === 12 ? null : 60 + (n % 40),
    change_log: n % 3 === 0 ? '처음 올린 자료' : null,
    approved_at: n % 2 === 0 ? at(n + 5) : null,
    created_at: at(n),
    updated_at: n % 17 === 16 ? null : at(n + 1),
  }));
}

function modelRows(size, bucket) {
  const type = n => (n % 10 === 9 ? 'external' : n % 2 ? 'fine-tuned' : 'base');
  return upTo(size.models, n => ({
    id: idOf('model', n),
    name: n === 6 ? 'model-4' : n % 9 === 0 ? `언어모델-${n}` : `model-${n}`,
    version: '1.0.0',
    type: type(n),
    status: ['approved', 'draft', 'pending_review', 'deprecated'][n % 4],
    owner_team: `team-${n % 5}`,
    model_metadata:
      type(n) === 'external'
        ? { provider: 'openai', api_key: `sk-clear-${n}`, model_name: 'm' }
        : { max_position_embeddings: 2048, 설명: '시험' },
    storage_uri:
      n < size.modelsWithFiles && type(n) !== 'external'
        ? `s3://${bucket}/models/${idOf('model', n)}/1.0.0/`
        : null,
    model_family: ['llama', 'mistral', 'gemma', 'bert'][n % 4],
    lineage_dataset_ids: n % 3 ? [idOf('dataset', n)] : null,
    evaluation_summary: n % 4 === 0 ? { loss: 0.5 + n / 1e5 } : null,
    created_at: at(n, 0),
    updated_at: at(n + 2),
  }));
}

function jobRows(size) {
  const status = n =>
    ['succeeded', 'failed', 'cancelled', 'succeeded', 'queued'][n % 5];
  return upTo(size.jobs, n => ({
    id: idOf('job', n),
    model_entry_id: n === 8 ? idOf('nothing', 1) : idOf('model', n),
    // An orphan: its data set was deleted behind the platform's back.
    dataset_id: n % 100 === 7 ? idOf('nothing', n) : idOf('dataset', n),
    job_type: n % 4 ? 'finetune' : 'distributed',
    status: status(n),
    hyperparameters: n % 6 ? { learning_rate: 1e-4, epochs: n % 5 } : null,
    resource_profile: { gpuCount: n % 3, gpuType: 'nvidia-tesla-v100' },
    retry_policy: n % 2 ? { maxRetries: 2, backoffSeconds: 10 } : null,
    output_model_storage_uri: `s3://old/models/out-${n}/1.0.0/`,
    output_model_entry_id: null,
    submitted_by: n % 20 === 19 ? null : `사용자-${n % 30}`,
    submitted_at: at(n),
    started_at: status(n) === 'queued' ? null : at(n + 1).replace('Z', ''),
    completed_at: status(n) === 'queued' ? null : at(n + 9),
  }));
}

function metricRows(size, job) {
  return upTo(size.metricsPerJob, i => ({
    id: idOf(`metric of ${job}`, i),
    training_job_id: idOf('job', job),
    name: i % 2 ? 'eval_loss' : 'loss',
    value: job === 11 && i === 0 ? null : 3 / (1 + i) + job / 1e6,
    unit: null,
    recorded_at: at(job + i, i),
  }));
}

function endpointRows(size) {
  return upTo(size.endpoints, n => ({
    id: idOf('endpoint', n),
    model_entry_id: n === 5 ? idOf('nothing', 5) : idOf('model', n),
    environment: ['dev', 'stg', 'prod'][n % 3],
    // The same route twice in one environment.
    route: n === 9 ? '/bot-6' : `/bot-${n}`,
    runtime_image: null,
    status: ['healthy', 'deploying', 'degraded', 'failed'][n % 4],
    min_replicas: 1,
    max_replicas: n === 12 ? 0 : 3,
    autoscale_policy: n % 2 ? { cpuUtilization: 60 } : null,
    use_gpu: n % 2 === 0,
    cpu_request: '500m',
    created_at: at(n),
    updated_at: at(n + 3),
    rollback_plan: n % 5 ? null : '이전 판으로',
  }));
}

/** Builds an old platform; `s3` is its object store, which gets the bucket. */
export async function buildOldPlatform({ client, s3, bucket, size }) {
  await client.query(OLD_TABLES);
  await insert(client, 'dataset_records', datasetRows(size, bucket));
  await insert(client, 'model_catalog_entries', modelRows(size, bucket));
  await insert(client, 'training_jobs', jobRows(size));
  for (let job = 0; job < size.jobs; job += 200) {
    const last = Math.min(job + 200, size.jobs);
    const rows = upTo(last - job, i => metricRows(size, job + i)).flat();
    await insert(client, 'experiment_metrics', rows);
  }
  await insert(
    client,
    'experiment_runs',
    upTo(Math.ceil(size.jobs / 4), n => ({
      id: idOf('run', n),
      training_job_id: idOf('job', n * 4),
      tracking_system: 'none',
      tracking_run_id: idOf('run', n),
      experiment_name: `실험-${n % 20}`,
      run_name: `run-${n}`,
      parameters: { batch: n },
      metrics: { accuracy: 0.5 + n / 1e6 },
      status: 'completed',
      start_time: at(n * 4),
      end_time: at(n * 4 + 9),
      created_at: at(n),
      updated_at: at(n + 9),
    })),
  );
  await insert(client, 'serving_endpoints', endpointRows(size));
  await insert(
    client,
    'prompt_templates',
    upTo(20, n => ({
      id: idOf('prompt', n),
      name: `안내-${n}`,
      version: '1',
      language: 'ko',
      content: `당신은 친절한 도우미 ${n}입니다.`,
      context_tags: ['상담'],
      status: ['draft', 'live', 'retired'][n % 3],
      created_at: at(n),
      updated_at: at(n),
    })),
  );
  await insert(
    client,
    'governance_policies',
    upTo(10, n => ({
      id: idOf('policy', n),
      name: `정책-${n}`,
      scope: ['model', 'dataset', 'user', 'project'][n % 4],
      // Nothing ever looked at the rules, so that some are nonsense.
      rules:
        n === 3 ? { allowed_actions: 7 } : { required_roles: ['llm-ops-user'] },
      status: ['draft', 'active', 'retired'][n % 2],
      created_at: at(n),
    })),
  );
  await insert(
    client,
    'registry_models',
    upTo(20, n => ({
      id: idOf('link', n),
      model_catalog_id: n === 19 ? idOf('nothing', 9) : idOf('model', n),
      registry_type: 'huggingface',
      registry_model_id: `org/model-${n}`,
      registry_repo_url: `https://hub.example.org/org/model-${n}`,
      imported: true,
      sync_status: 'synced',
      created_at: at(n),
    })),
  );
  await insert(
    client,
    'dataset_versions',
    upTo(Math.min(size.datasets, 40), n => ({
      id: idOf('version', n),
      dataset_record_id: idOf('dataset', n),
      versioning_system: 'none',
      version_id: '1',
      checksum: '',
      storage_uri: '',
      file_count: 0,
      total_size_bytes: 0,
      created_at: at(n),
      created_by: 'system',
    })),
  );
  await insert(
    client,
    'audit_logs',
    upTo(size.audit, n => ({
      id: idOf('audit', n),
      actor_id: `user-${n % 9}`,
      action: 'approve_model',
      resource_type: 'model',
      resource_id: idOf('model', n),
      result: n % 10 ? 'allowed' : 'denied',
      metadata: { password: 'in clear', note: '승인' },
      occurred_at: at(n),
    })),
  );
  await putFiles({ s3, bucket, size });
}

async function putFiles({ s3, bucket, size }) {
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const put = (key, text) =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: Buffer.from(text),
      }),
    );
  for (let n = 0; n < size.modelsWithFiles; n += 1) {
    const folder = `models/${idOf('model', n)}/1.0.0`;
    await put(`${folder}/config.json`, `{"model_type":"llama","n":${n}}`);
    await put(`${folder}/sub/w.bin`, `weights ${n} `.repeat(500));
  }
  for (let n = 0; n < size.datasetsWithFiles; n += 1) {
    const rows = upTo(20, i =>
      n % 2
        ? `${i},질문 ${n}-${i},답 ${i}`
        : JSON.stringify({ id: i, 질문: `${n}-${i}`, 답: `답 ${i}` }),
    );
    await put(
      `datasets/${idOf('dataset', n)}/1.0/data.${n % 2 ? 'csv' : 'jsonl'}`,
      `${n % 2 ? 'id,question,answer\n' : ''}${rows.join('\n')}\n`,
    );
  }
}
