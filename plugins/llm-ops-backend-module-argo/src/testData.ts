import { KubeObject, WorkflowSpec } from '@llm-ops/plugin-llm-ops-node';

/** A small pipeline for tests. */
export const trainingExample: WorkflowSpec = {
  name: 'training-1',
  environment: 'dev',
  maxRetries: 2,
  retryBackoffSeconds: 3,
  stages: [
    {
      name: 'validate',
      image: 'image',
      command: ['run'],
      dependencies: [],
      env: { JOB_ID: '1' },
      secretEnv: {
        AWS_ACCESS_KEY_ID: { secret: 'store', key: 'AWS_ACCESS_KEY_ID' },
      },
    },
    {
      name: 'train',
      image: 'image',
      command: ['run'],
      dependencies: ['validate'],
      resources: {
        cpuRequest: '1',
        memoryRequest: '1Gi',
        gpuCount: 2,
        gpuType: 'h100',
      },
      outputs: [{ name: 'passed', path: '/tmp/passed', default: 'false' }],
    },
    {
      name: 'register',
      image: 'image',
      command: ['run'],
      dependencies: ['train'],
      condition: {
        stage: 'train',
        output: 'passed',
        operator: '==',
        value: 'true',
      },
    },
  ],
};

const stages = trainingExample.stages.map(({ name, dependencies }) => ({
  name,
  dependencies,
}));

/** A Workflow as Argo 3.7 leaves it when a stage failed twice. */
export const workflowRecord: KubeObject = {
  metadata: {
    name: 'training-1',
    annotations: { 'llm-ops.io/stages': JSON.stringify(stages) },
  },
  status: {
    phase: 'Failed',
    startedAt: '2026-11-24T08:00:00Z',
    finishedAt: '2026-11-24T08:02:00Z',
    nodes: {
      'training-1': {
        id: 'training-1',
        displayName: 'training-1',
        type: 'DAG',
        templateName: 'main',
        phase: 'Failed',
      },
      'training-1-1': {
        id: 'training-1-1',
        displayName: 'validate',
        type: 'Pod',
        templateName: 'validate',
        phase: 'Succeeded',
        startedAt: '2026-11-24T08:00:00Z',
        finishedAt: '2026-11-24T08:00:20Z',
        outputs: { parameters: [{ name: 'result', value: '{"rows":10}' }] },
      },
      'training-1-2': {
        id: 'training-1-2',
        displayName: 'train',
        type: 'Retry',
        templateName: 'train',
        phase: 'Failed',
        message: 'Error (exit code 1)',
        startedAt: '2026-11-24T08:00:20Z',
        children: ['training-1-111', 'training-1-222'],
      },
      'training-1-111': {
        id: 'training-1-111',
        displayName: 'train(0)',
        type: 'Pod',
        templateName: 'train',
        phase: 'Failed',
        startedAt: '2026-11-24T08:00:20Z',
      },
      'training-1-222': {
        id: 'training-1-222',
        displayName: 'train(1)',
        type: 'Pod',
        templateName: 'train',
        phase: 'Failed',
        startedAt: '2026-11-24T08:01:20Z',
      },
      'training-1-3': {
        id: 'training-1-3',
        displayName: 'register',
        type: 'Skipped',
        templateName: 'register',
        phase: 'Omitted',
      },
    },
  },
};
