import {
  Environment,
  ResourceNeeds,
  WorkflowSpec,
} from '@llm-ops/plugin-llm-ops-node';

/** Secret of the cluster that holds the object store's credentials. */
const STORE_SECRET = 'llm-ops-object-store';
const STORE_KEYS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_ENDPOINT_URL',
  'AWS_DEFAULT_REGION',
];

/** Environment of a stage that may reach the object store. */
export const STORE_ENV = Object.fromEntries(
  STORE_KEYS.map(key => [key, { secret: STORE_SECRET, key }]),
);

/** What every stage but the training itself gets. */
export const SMALL_STAGE: ResourceNeeds = {
  cpuRequest: '100m',
  memoryRequest: '256Mi',
  memoryLimit: '2Gi',
};

/** Minutes a job may take when it does not say. */
const DEFAULT_MINUTES = 60;

export interface PipelineInput {
  jobId: string;
  environment: Environment;
  image: string;
  env: Record<string, string>;
  resources: ResourceNeeds;
  maxRetries: number;
  backoffSeconds: number;
  maxMinutes?: number;
  priority?: number;
}

/**
 * The training pipeline: validate → train → evaluate → register, the last
 * only when the evaluation passed.
 */
export function trainingPipeline(input: PipelineInput): WorkflowSpec {
  const stage = (
    name: string,
    dependencies: string[],
    resources: ResourceNeeds,
  ): WorkflowSpec['stages'][number] => ({
    name,
    image: input.image,
    command: ['python3', '-m', 'llm_ops.pipeline', name],
    env: input.env,
    secretEnv: STORE_ENV,
    resources,
    dependencies,
    outputs: [{ name: 'result', path: '/tmp/result.json', default: '{}' }],
  });
  const evaluate = stage('evaluate', ['train'], SMALL_STAGE);
  evaluate.outputs?.push({
    name: 'passed',
    path: '/tmp/passed',
    default: 'false',
  });
  return {
    name: `training-${input.jobId}`.slice(0, 50),
    environment: input.environment,
    maxRetries: input.maxRetries,
    retryBackoffSeconds: input.backoffSeconds,
    deadlineSeconds: (input.maxMinutes ?? DEFAULT_MINUTES) * 60,
    priority: input.priority,
    labels: { 'llm-ops.io/job-id': input.jobId },
    stages: [
      stage('validate', [], SMALL_STAGE),
      stage('train', ['validate'], input.resources),
      evaluate,
      {
        ...stage('register', ['evaluate'], SMALL_STAGE),
        condition: {
          stage: 'evaluate',
          output: 'passed',
          operator: '==',
          value: 'true',
        },
      },
    ],
  };
}
