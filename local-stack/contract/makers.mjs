import { createHash } from 'node:crypto';

/** What the model server calls its model. */
export const MODEL_NAME = 'contract';
const OWNER = { owner_team: 'ml-platform' };
const ROWS = ['one', 'two', 'three']
  .map(word => JSON.stringify({ prompt: `Say ${word}`, response: word }))
  .join('\n');

/** Templates that share the chats of an endpoint equally. */
export const shared = templates =>
  templates.map(template_id => ({ template_id, weight: 1 }));

/** What makes a record of each kind; every call makes another. */
export function makers(api, tag, modelServerUrl) {
  let made = 0;
  const next = () => {
    made += 1;
    return `${tag}-${made}`;
  };

  async function model() {
    const { id } = await api.post('/catalog/models', {
      ...OWNER,
      name: next(),
      version: '1',
      type: 'external',
      model_family: 'gpt',
      metadata: {
        provider: 'openai',
        base_url: modelServerUrl,
        model_name: MODEL_NAME,
      },
    });
    await api.upload(`/catalog/models/${id}/upload`, 'config.json', '{}');
    await api.patch(`/catalog/models/${id}/status?status=approved`);
    return id;
  }

  /** Of two versions, approved. */
  async function dataset() {
    const { id } = await api.post('/catalog/datasets', {
      ...OWNER,
      name: next(),
      version: '1',
      type: 'sft_pair',
      storage_uri: '',
    });
    const path = `/catalog/datasets/${id}`;
    await api.upload(`${path}/upload`, 'rows.jsonl', ROWS);
    await api.upload(`${path}/upload`, 'more.jsonl', ROWS);
    await api.patch(`${path}/status?status=approved`);
    const versions = await api.get(`${path}/versions`);
    return { id, versions: versions.map(version => version.id) };
  }

  const idOf = async (path, body) => (await api.post(path, body)).id;
  return {
    model,
    dataset,
    job: (modelId, datasetId) =>
      idOf('/training/jobs', {
        modelId,
        datasetId,
        jobType: 'finetune',
        useGpu: false,
        resourceProfile: {},
      }),
    /** As if its pod had trained. */
    async finishedJob(...of) {
      const id = await this.job(...of);
      const { putObject } = await import('../../e2e-tests/api/objectStore.mjs');
      const path = `/training/jobs/${id}`;
      const { outputModelStorageUri: uri } = await api.get(path);
      const content = '{}';
      await putObject(
        `${uri.replace(/^s3:\/\/[^/]+\//, '')}config.json`,
        content,
      );
      const sha256 = createHash('sha256').update(content).digest('hex');
      await api.post(`${path}/complete`, {
        evaluation: { loss: 0.5 },
        files: [{ path: 'config.json', size: content.length, sha256 }],
      });
      return id;
    },
    async endpoint(modelId) {
      const route = next();
      const body = { modelId, environment: 'dev', route: `/${route}` };
      const id = await idOf('/serving/endpoints', body);
      // So that there is something to go back to.
      await api.patch(`/serving/endpoints/${id}`, {
        autoscalePolicy: { cpuUtilization: 80 },
      });
      return { id, route };
    },
    async pipeline(datasetId) {
      const stage = next();
      return {
        id: await idOf('/workflows/pipelines', {
          pipeline_name: stage,
          stages: [
            {
              name: stage,
              type: 'data_validation',
              config: { dataset_id: datasetId },
            },
          ],
        }),
        stage,
      };
    },
    experiment: templates =>
      idOf('/prompts/experiments', {
        name: next(),
        variants: shared(templates),
      }),
    template: () =>
      idOf('/prompts/templates', {
        name: next(),
        version: '1',
        content: 'Answer in one sentence.',
      }),
    policy: () =>
      idOf('/governance/policies', {
        name: next(),
        scope: 'dataset',
        rules: {},
      }),
  };
}
