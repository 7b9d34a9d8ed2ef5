import { createRouteRef } from '@backstage/frontend-plugin-api';

export const overviewRouteRef = createRouteRef();
export const modelsRouteRef = createRouteRef();
export const datasetsRouteRef = createRouteRef();
export const runsRouteRef = createRouteRef();
export const trainingRouteRef = createRouteRef();
export const pipelinesRouteRef = createRouteRef();
export const endpointsRouteRef = createRouteRef();
export const promptsRouteRef = createRouteRef();
export const healthRouteRef = createRouteRef();
export const operationsRouteRef = createRouteRef();

/** Addresses of the pages; the only place that spells them. */
export const paths = {
  overview: '/llm-ops',
  models: '/llm-ops/models',
  model: (id: string) => `/llm-ops/models/${id}`,
  datasets: '/llm-ops/datasets',
  dataset: (id: string) => `/llm-ops/datasets/${id}`,
  training: '/llm-ops/training',
  runs: '/llm-ops/runs',
  compare: (runs: string[]) => `/llm-ops/runs/compare?runs=${runs.join(',')}`,
  job: (id: string) => `/llm-ops/training/${id}`,
  pipelines: '/llm-ops/pipelines',
  newPipeline: '/llm-ops/pipelines/new',
  pipeline: (id: string) => `/llm-ops/pipelines/${id}`,
  endpoints: '/llm-ops/endpoints',
  endpoint: (id: string) => `/llm-ops/endpoints/${id}`,
  prompts: '/llm-ops/prompts',
  promptTemplate: (id: string) => `/llm-ops/prompts/templates/${id}`,
  promptExperiment: (id: string) => `/llm-ops/prompts/experiments/${id}`,
  health: '/llm-ops/health',
  operations: '/llm-ops/operations',
  operationsOf: (tool: string) =>
    `/llm-ops/operations?tool=${encodeURIComponent(tool)}`,
  operation: (id: string) => `/llm-ops/operations/${id}`,
  templates: '/create',
};
