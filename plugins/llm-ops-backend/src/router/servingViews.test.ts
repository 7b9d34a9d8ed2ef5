import { endpoint } from '../store/testing/records';
import { presentEndpoint } from './servingViews';

const shown = (deploymentSpec: Record<string, unknown>) => {
  const record = endpoint();
  const spec = { ...record.spec, deploymentSpec };
  return presentEndpoint({ ...record, spec }, {}).deploymentSpec;
};

it('shows a deployment spec whole, however little the client gave', () => {
  const given = {
    model_ref: 'm',
    model_family: 'llama',
    job_type: 'SFT',
    serve_target: 'GENERATION',
    resources: { gpus: 2 },
    runtime: {},
  };
  expect(shown(given)).toEqual({
    ...given,
    use_gpu: true,
    resources: { gpus: 2, gpu_memory_gb: null },
    runtime: {
      max_concurrent_requests: 256,
      max_input_tokens: 4096,
      max_output_tokens: 1024,
    },
    rollout: null,
  });
  const rollout = { strategy: 'blue-green' };
  expect(shown({ ...given, use_gpu: false, rollout })).toMatchObject({
    use_gpu: false,
    rollout: { strategy: 'blue-green', traffic_split: null },
  });
});
