import { hubModel } from '../services/hub.mjs';
import { jargonVersions, toJsonLines } from './jargonFile.mjs';

/** What the journey makes, by name; a second journey finds it again. */
export const NAMES = {
  model: 'smollm2-135m-instruct',
  dataset: 'jargon-file',
  trained: 'smollm2-jargon',
  route: 'jargon-bot',
};
const VERSION = '1.0.0';
const TEAM = 'ml-platform';

/** Sizes of the training; they keep it under two minutes on two cores. */
export const HYPERPARAMETERS = {
  max_steps: 40,
  batch_size: 2,
  max_length: 96,
  learning_rate: 0.0005,
  trainable_layers: 2,
  seed: 7,
};

const find = (list, name, version = VERSION) =>
  list.find(item => item.name === name && item.version === version);

/** Step 1: the base model, imported from the hub and approved. */
export async function importModel(api) {
  const { id } = await hubModel();
  let model = find(await api.get('/catalog/models'), NAMES.model);
  if (!model) {
    model = await api.post('/catalog/models/import-from-huggingface', {
      hf_model_id: id,
      model_family: 'llama',
      name: NAMES.model,
      version: VERSION,
      owner_team: TEAM,
    });
  }
  model = await api.until('the import', 180, async () => {
    const now = await api.get(`/catalog/models/${model.id}`);
    if (now.metadata.import_status === 'failed') {
      throw new Error(`The import failed: ${now.metadata.import_error}`);
    }
    return now.metadata.import_status === 'completed' && now;
  });
  if (model.status !== 'approved') {
    await api.patch(`/catalog/models/${model.id}/status?status=approved`);
  }
  return model;
}

/** Step 2: two versions of a data set, and their exact difference. */
export async function uploadDataset(api) {
  const { versions, expected } = await jargonVersions();
  let dataset = find(await api.get('/catalog/datasets'), NAMES.dataset);
  if (!dataset) {
    dataset = await api.post('/catalog/datasets', {
      name: NAMES.dataset,
      version: VERSION,
      storage_uri: '',
      owner_team: TEAM,
      type: 'sft_pair',
    });
  }
  const list = () => api.get(`/catalog/datasets/${dataset.id}/versions`);
  for (const rows of versions.slice((await list()).length)) {
    await api.upload(
      `/catalog/datasets/${dataset.id}/upload`,
      'jargon.jsonl',
      toJsonLines(rows),
    );
  }
  const [second, first] = await list();
  const diff = await api.get(
    `/catalog/datasets/${dataset.id}/versions/${second.id}/diff?baseVersionId=${first.id}`,
  );
  await api.patch(`/catalog/datasets/${dataset.id}/status?status=approved`);
  return { dataset, first, second, diff, expected };
}

/** The job of step 3: one that waits, runs or has succeeded, or a new one. */
export async function submitTraining(api, model, { dataset, second }) {
  const { jobs } = await api.get('/training/jobs');
  const submitted = jobs.find(
    job =>
      ['queued', 'running', 'succeeded'].includes(job.status) &&
      job.resourceProfile?.outputModelConfig?.outputModelName === NAMES.trained,
  );
  return (
    submitted ??
    api.post('/training/jobs', {
      modelId: model.id,
      datasetId: dataset.id,
      datasetVersionId: second.id,
      jobType: 'finetune',
      useGpu: false,
      resourceProfile: {},
      hyperparameters: HYPERPARAMETERS,
      outputModelName: NAMES.trained,
      outputModelVersion: VERSION,
    })
  );
}

/** Step 3: a job on the second version, followed to its end. */
export async function train(api, model, data, progress = () => {}) {
  const job = await submitTraining(api, model, data);
  const read = () => api.get(`/training/jobs/${job.id}`);
  const ended = await api.until(
    'the training',
    900,
    async () => {
      const now = await read();
      progress(now);
      if (['failed', 'cancelled'].includes(now.status)) {
        throw new Error(`The training ${now.status}: ${now.statusMessage}`);
      }
      return now.status === 'succeeded' && now;
    },
    async () => {
      const now = await read();
      return `it is ${now.status}: ${
        now.queue?.reason ?? now.statusMessage ?? ''
      }`;
    },
  );
  const run = await api.get(`/training/jobs/${job.id}/experiment-run`);
  const loss = await api.get(
    `/experiments/runs/${run.trackingRunId}/metrics?key=train_loss`,
  );
  return { job: ended, run, loss: loss.points };
}

/** Step 4: the trained model, approved and deployed. */
export async function deploy(api, job) {
  const model = await api.get(`/catalog/models/${job.outputModelEntryId}`);
  if (model.status !== 'approved') {
    await api.patch(`/catalog/models/${model.id}/status?status=approved`);
  }
  const endpoints = await api.get('/serving/endpoints?environment=dev');
  const endpoint =
    endpoints.find(item => item.route === `/${NAMES.route}`) ??
    (await api.post('/serving/endpoints', {
      modelId: model.id,
      environment: 'dev',
      route: `/${NAMES.route}`,
      minReplicas: 1,
      maxReplicas: 2,
      autoscalePolicy: { cpuUtilization: 80 },
    }));
  const read = () => api.get(`/serving/endpoints/${endpoint.id}`);
  return api.until(
    'the endpoint',
    300,
    async () => {
      const now = await read();
      return now.status === 'healthy' && now;
    },
    async () => (await read()).statusMessage,
  );
}

/** Step 5: an answer of the model; after a restart its pod may still begin. */
export async function ask(api, question) {
  const request = {
    messages: [{ role: 'user', content: question }],
    max_tokens: 40,
    temperature: 0,
  };
  let problem;
  const { choices, usage } = await api.until(
    'an answer',
    120,
    () =>
      api.post(`/serve/${NAMES.route}/chat`, request).catch(error => {
        problem = error.message;
      }),
    () => problem,
  );
  return { answer: choices[0].message.content, usage };
}
