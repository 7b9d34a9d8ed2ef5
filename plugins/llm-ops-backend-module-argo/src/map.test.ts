import { trainingExample, workflowRecord } from './testData';
import { toStatus } from './map';
import { KEY_ANNOTATION, renderWorkflow } from './render';

const ref = { name: 'training-1', namespace: 'llm-ops-training' };
const options = {
  namespace: 'llm-ops-training',
  serviceAccount: 'workflow',
  imagePullPolicy: 'Never',
};

describe('renderWorkflow', () => {
  const workflow = renderWorkflow(trainingExample, 'op-1', options);

  it('makes one template a stage and one task in the DAG', () => {
    const [main, validate, train] = workflow.spec.templates as Record<
      string,
      any
    >[];
    expect(main.dag.tasks).toEqual([
      { name: 'validate', template: 'validate' },
      { name: 'train', template: 'train', depends: 'validate' },
      {
        name: 'register',
        template: 'register',
        depends: '(train.Succeeded)',
        when: "'{{tasks.train.outputs.parameters.passed}}' == 'true'",
      },
    ]);
    expect(validate.container.env).toContainEqual({
      name: 'AWS_ACCESS_KEY_ID',
      valueFrom: { secretKeyRef: { name: 'store', key: 'AWS_ACCESS_KEY_ID' } },
    });
    expect(train.container.resources).toEqual({
      requests: { cpu: '1', memory: '1Gi', 'nvidia.com/gpu': '2' },
      limits: { 'nvidia.com/gpu': '2' },
    });
    expect(train.nodeSelector).toEqual({ 'llm-ops.io/gpu-type': 'h100' });
    expect(train.retryStrategy).toMatchObject({
      limit: '2',
      backoff: { duration: '3s', cap: '600s' },
    });
    expect(train.container.env[0]).toEqual({
      name: 'LLM_OPS_ATTEMPT',
      value: '{{retries}}',
    });
  });

  it('retries as often and as late as asked', () => {
    const retryOf = (maxRetries: number, retryBackoffSeconds: number) => {
      const { spec } = renderWorkflow(
        { ...trainingExample, maxRetries, retryBackoffSeconds },
        'op-1',
        options,
      );
      return (spec.templates as Record<string, any>[])[1].retryStrategy;
    };
    expect(retryOf(0, 5)).toBeUndefined();
    expect(retryOf(4, 900)).toMatchObject({
      limit: '4',
      backoff: { duration: '900s', cap: '900s' },
    });
  });

  it('carries the operation, so that a replay finds it', () => {
    expect(workflow.metadata.annotations[KEY_ANNOTATION]).toBe('op-1');
  });
});

describe('toStatus', () => {
  it('shows stages that have not begun, retries, and where it stopped', () => {
    const status = toStatus(workflowRecord, ref);
    expect(status.phase).toBe('failed');
    expect(status.message).toBe('stage train failed: Error (exit code 1)');
    expect(status.stages).toMatchObject([
      {
        name: 'validate',
        phase: 'succeeded',
        retries: 0,
        outputs: { result: '{"rows":10}' },
      },
      {
        name: 'train',
        phase: 'failed',
        retries: 1,
        podName: 'training-1-train-222',
      },
      { name: 'register', phase: 'skipped', retries: 0 },
    ]);
  });

  it('is pending for a workflow nothing has looked at yet, whatever its annotations', () => {
    expect(
      toStatus(
        { metadata: { annotations: { 'llm-ops.io/stages': 'no JSON' } } },
        ref,
      ),
    ).toMatchObject({
      phase: 'pending',
      stages: [],
    });
  });

  it('is cancelled when it was shut down', () => {
    expect(
      toStatus(
        { spec: { shutdown: 'Terminate' }, status: { phase: 'Failed' } },
        ref,
      ).phase,
    ).toBe('cancelled');
  });
});
