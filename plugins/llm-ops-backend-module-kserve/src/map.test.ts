import { explainPod, PodView, summarize } from './map';
import { renderInferenceService } from './render';

const pod = (change: Partial<PodView>): PodView => ({
  phase: 'Running',
  ready: false,
  containers: [{ name: 'kserve-container', restarts: 0 }],
  ...change,
});
const container = (change: object) => [
  { name: 'kserve-container', restarts: 3, ...change },
];

describe('explainPod', () => {
  it.each([
    [
      pod({ unschedulable: '0/1 nodes are available: 1 Insufficient cpu.' }),
      /waiting for room.*cpu/,
      false,
    ],
    [
      pod({ containers: container({ waitingReason: 'ErrImageNeverPull' }) }),
      /image cannot be pulled/,
      true,
    ],
    [
      pod({
        containers: container({ exitReason: 'OOMKilled', exitCode: 137 }),
      }),
      /out of memory/,
      true,
    ],
    [
      pod({
        containers: container({
          waitingReason: 'CrashLoopBackOff',
          exitCode: 1,
        }),
      }),
      /exit code 1 \(3 restarts\)/,
      true,
    ],
    [
      pod({
        phase: 'Pending',
        containers: [{ name: 'storage-initializer', restarts: 0 }],
      }),
      /fetching the weights/,
      false,
    ],
    [pod({}), /loading the model/, false],
  ])('%#', (view, message, fatal) => {
    expect(explainPod(view)).toEqual({
      message: expect.stringMatching(message),
      fatal,
    });
  });

  it('has nothing to say of a ready pod', () => {
    expect(explainPod(pod({ ready: true }))).toBeUndefined();
  });
});

describe('summarize', () => {
  const base = { stopped: false, conditions: [], pods: [] as PodView[] };
  it.each([
    [{ ...base, desired: 2, ready: 2 }, 'healthy'],
    [{ ...base, desired: 2, ready: 1, pods: [pod({})] }, 'degraded'],
    [{ ...base, desired: 1, ready: 0, pods: [pod({})] }, 'deploying'],
    [
      {
        ...base,
        desired: 1,
        ready: 0,
        pods: [pod({ containers: container({ exitReason: 'OOMKilled' }) })],
      },
      'failed',
    ],
    [{ ...base, desired: 1, ready: 0, stopped: true }, 'degraded'],
  ])('%#', (input, state) => {
    expect(summarize(input).state).toBe(state);
  });
});

describe('renderInferenceService', () => {
  const options = {
    namespaces: { dev: 'llm-ops-dev' },
    runtime: 'llm-ops-cpu',
    serviceAccount: 'serving',
    imagePullPolicy: 'Never',
  };
  const spec = {
    name: 'svc-1',
    environment: 'dev' as const,
    modelName: 'm',
    modelUri: 's3://b/m/',
    modelFormat: 'huggingface',
    minReplicas: 1,
    maxReplicas: 3,
    autoscale: { cpuUtilization: 60 },
  };

  it('is an InferenceService in Standard mode with an HPA on CPU', () => {
    expect(renderInferenceService(spec, 'k', options)).toMatchObject({
      metadata: {
        namespace: 'llm-ops-dev',
        annotations: {
          'serving.kserve.io/deploymentMode': 'Standard',
          'serving.kserve.io/autoscalerClass': 'hpa',
        },
      },
      spec: {
        predictor: {
          minReplicas: 1,
          maxReplicas: 3,
          scaleMetric: 'cpu',
          scaleTarget: 60,
          model: { runtime: 'llm-ops-cpu', storageUri: 's3://b/m/' },
        },
      },
    });
  });

  it('scales by memory, or by both', () => {
    const predictorOf = (autoscale: object) =>
      renderInferenceService({ ...spec, autoscale }, 'k', options).spec
        .predictor;
    expect(predictorOf({ memoryUtilization: 80 })).toMatchObject({
      scaleMetric: 'memory',
      scaleTarget: 80,
    });
    const both = predictorOf({ cpuUtilization: 60, memoryUtilization: 80 });
    expect(both).not.toHaveProperty('scaleMetric');
    expect(both).toMatchObject({
      autoScaling: {
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 60 },
            },
          },
          { resource: { name: 'memory', target: { averageUtilization: 80 } } },
        ],
      },
    });
  });

  it('stops at zero replicas', () => {
    const stopped = renderInferenceService(
      { ...spec, minReplicas: 0, maxReplicas: 0 },
      'k',
      options,
    );
    expect(stopped.metadata.annotations).toMatchObject({
      'serving.kserve.io/stop': 'true',
    });
  });
});
