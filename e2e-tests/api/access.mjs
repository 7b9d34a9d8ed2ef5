/**
 * Who may call which operation: one entry for each of openapi.yaml.
 *
 * - `open`: everybody, without an identity too
 * - `read`: every identity with a role that reads, whoever owns the record
 * - `use`: the same, but the role of a mere visitor is not enough
 * - `create`: engineers, for their own teams
 * - `own`: owners of the record, their team, and admins
 * - `operate`: admins, who are also the operators
 *
 * `send` makes the body or the query of a call that is otherwise right.
 */
const NONE = '00000000-0000-4000-8000-000000000000';
const chat = { messages: [{ role: 'user', content: 'Hello' }] };
const files = () => {
  const form = new FormData();
  form.append('files', new Blob(['{"a": 1}\n']), 'data.jsonl');
  return { body: form };
};
const body = value => () => ({ body: value });
const query = value => () => ({ query: value });
let count = 0;
const unique = prefix => `${prefix}-${Date.now()}-${count++}`;

/** A pipeline that needs no record. */
export const pipeline = () => ({
  pipeline_name: unique('sweep'),
  stages: [{ name: 'check', type: 'data_validation' }],
});

export const ACCESS = {
  getHealth: ['open'],
  getIntegrationsHealth: ['open'],

  listModels: ['read'],
  createModel: [
    'create',
    team => ({
      body: {
        name: unique('model'),
        version: '1',
        type: 'external',
        owner_team: team,
        metadata: {},
      },
    }),
  ],
  getModel: ['read'],
  deleteModel: ['own'],
  setModelStatus: ['own', query('status=approved')],
  uploadModel: ['own', files],
  importModel: [
    'create',
    team => ({
      body: {
        registry_type: 'huggingface',
        registry_model_id: 'nobody/nothing',
        owner_team: team,
      },
    }),
  ],
  importModelFromHuggingFace: [
    'create',
    team => ({
      body: {
        hf_model_id: 'nobody/nothing',
        model_family: 'llama',
        owner_team: team,
      },
    }),
  ],
  exportModel: ['own', body({ registry_type: 'huggingface' })],
  listRegistryLinks: ['read'],
  checkModelUpdates: ['read'],

  listDatasets: ['read'],
  listVersioningSystems: ['read'],
  createDataset: [
    'create',
    team => ({
      body: {
        name: unique('data'),
        version: '1',
        type: 'sft_pair',
        owner_team: team,
        storage_uri: '',
      },
    }),
  ],
  getDataset: ['read'],
  uploadDataset: ['own', files],
  previewDataset: ['read'],
  validateDataset: ['read'],
  setDatasetStatus: ['own', query('status=under_review')],
  compareDatasetVersions: ['read'],
  createDatasetVersion: ['own', body({})],
  listDatasetVersions: ['read'],
  diffDatasetVersions: ['read', query(`baseVersionId=${NONE}`)],
  restoreDatasetVersion: ['own', body({})],

  listGpuTypes: ['read'],
  listTrainingJobs: ['read'],
  submitTrainingJob: [
    'create',
    (_team, { dataset }) => ({
      body: {
        datasetId: dataset,
        jobType: 'pretrain',
        useGpu: false,
        hyperparameters: { architecture: { layers: 1 } },
        resourceProfile: {},
      },
    }),
  ],
  getTrainingJob: ['read'],
  cancelTrainingJob: ['own'],
  resubmitTrainingJob: ['own', body({ resourceProfile: {} })],
  listTrainingPods: ['read'],
  getTrainingLogs: ['read', query('stage=train')],
  getTrainingMetrics: ['read'],
  recordTrainingMetric: ['own', body({ name: 'loss', value: 1 })],
  registerTrainedModel: [
    'own',
    team => ({
      body: { modelName: unique('out'), modelVersion: '1', ownerTeam: team },
    }),
  ],
  completeTrainingJob: [
    'own',
    body({
      evaluation: {},
      files: [{ path: 'none.json', size: 1, sha256: 'a'.repeat(64) }],
    }),
  ],
  getExperimentRun: ['read'],
  createExperimentRun: ['own', body({})],
  logExperimentMetrics: ['own', body({ metrics: { loss: 1 } })],
  searchTrainingExperiments: ['read', body({})],
  searchExperiments: ['read', body({})],
  getMetricHistory: ['read', query('key=loss')],
  listRuns: ['read'],
  compareRuns: ['read', query('runs=a,b')],
  listArtifacts: ['read'],
  readArtifact: ['read', query('path=none.txt')],

  listPipelines: ['read'],
  createPipeline: ['create', () => ({ body: pipeline() })],
  getPipeline: ['read'],
  getPipelineLogs: ['read', query('stage=check')],
  cancelPipeline: ['own'],
  runPipelineStage: ['own', body({ attempt: 1 })],

  listEndpoints: ['read'],
  createEndpoint: [
    'create',
    (_team, { model }) => ({
      body: { modelId: model, environment: 'dev', route: `/${unique('r')}` },
    }),
  ],
  getEndpoint: ['read'],
  updateEndpoint: ['own', body({})],
  deleteEndpoint: ['own'],
  refreshEndpoint: ['read'],
  rollbackEndpoint: ['own', body({})],
  redeployEndpoint: ['own', body({})],
  getDeployment: ['read'],
  updateDeployment: ['own', body({ max_replicas: 2 })],
  listServingFrameworks: ['read'],
  listImages: ['read'],

  getInferenceHealth: ['read'],
  getRouteHealth: ['read'],
  chat: ['use', body(chat)],
  openaiModels: ['use'],
  openaiChat: ['use', body({ model: 'x', ...chat })],
  openaiCompletions: ['use', body({ model: 'x', prompt: 'Hello' })],
  oipModel: ['use'],
  oipInfer: ['use', body({ inputs: [] })],

  listPromptTemplates: ['read'],
  createPromptTemplate: [
    'create',
    () => ({ body: { name: unique('p'), version: '1', content: 'c' } }),
  ],
  getPromptTemplate: ['read'],
  updatePromptTemplate: ['own', body({ content: 'd' })],
  deletePromptTemplate: ['own'],
  listPromptExperiments: ['read'],
  createPromptExperiment: ['create', body({ name: 'x', variants: [] })],
  getPromptExperiment: ['read'],
  updatePromptExperiment: ['own', body({})],
  deletePromptExperiment: ['own'],

  listOperations: ['read'],
  getOperation: ['read'],
  summarizeOperations: ['read'],
  retryOperation: ['operate', body({})],
  skipOperation: ['operate', body({})],
  cancelOperation: ['operate', body({})],
  getOverview: ['read'],
  getLineage: ['read', (_team, { model }) => ({ query: `ref=model:${model}` })],
  listAuditLogs: ['use'],
  listPolicies: ['read'],
  createPolicy: [
    'operate',
    () => ({
      body: { name: unique('policy'), scope: 'model', rules: {} },
    }),
  ],
  getPolicy: ['read'],
  listCostProfiles: ['read'],
  getCostAggregate: ['read'],
  reviewPolicy: ['operate', body({ status: 'draft' })],
  listFeatures: ['read'],
};

/** Creations that name the team which is to own the record. */
export const FOR_A_TEAM = [
  'createModel',
  'createDataset',
  'importModel',
  'importModelFromHuggingFace',
  'registerTrainedModel',
];

/** The code of a refusal; undefined for an identity that may. */
export const REFUSED = {
  stranger: { read: 403, use: 403, create: 403, own: 403, operate: 403 },
  visitor: { use: 403, create: 403, own: 403, operate: 403 },
  otherTeam: { own: 403, operate: 403 },
  teammate: { operate: 403 },
  owner: { operate: 403 },
  admin: {},
};
