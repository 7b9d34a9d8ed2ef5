import { ConfigReader } from '@backstage/config';
import {
  defaultOutputVersion,
  gpuTypes,
  hyperparametersOf,
  outputFolder,
  resourcesOf,
} from './submission';

const config = new ConfigReader({
  llmOps: { gpuTypes: { dev: ['nvidia-tesla-v100'] } },
});

describe('resourcesOf', () => {
  it('takes GPU types without regard to case, in both spellings', () => {
    const request = {
      jobType: 'finetune',
      resourceProfile: { gpu_type: 'NVIDIA-Tesla-V100', gpuCount: 2 },
    };
    expect(resourcesOf(request, 'dev', config)).toMatchObject({ gpuCount: 2 });
  });

  it.each([
    [{ resourceProfile: {} }, /gpuType is needed/],
    [{ resourceProfile: { gpuType: 'h100' } }, /not offered in dev/],
    [
      {
        jobType: 'distributed',
        resourceProfile: { gpuType: 'nvidia-tesla-v100', gpuCount: 1 },
      },
      /at least 2/,
    ],
  ])('refuses %j', (request, message) => {
    expect(() => resourcesOf(request, 'dev', config)).toThrow(message);
  });

  it('offers any type where none is configured', () => {
    expect(gpuTypes(config, 'prod')).toEqual([]);
    expect(
      resourcesOf({ resourceProfile: { gpuType: 'h100' } }, 'prod', config)
        .gpuType,
    ).toBe('h100');
  });
});

describe('names and hyperparameters', () => {
  it('merges trainJobSpec under the request', () => {
    expect(
      hyperparametersOf({
        trainJobSpec: { method: 'lora', hyperparams: { steps: 5, lr: 1 } },
        hyperparameters: { lr: 2 },
      }),
    ).toEqual({ method: 'lora', steps: 5, lr: 2 });
  });

  it('asks for an architecture when there is no base model', () => {
    expect(() => hyperparametersOf({ jobType: 'pretrain' })).toThrow(
      /architecture/,
    );
  });

  it('names outputs safely', () => {
    expect(outputFolder('a b/../c', '1.0')).toBe('models/a_b_.._c/1.0/');
    expect(defaultOutputVersion(new Date('2026-11-24T09:08:07.123Z'))).toBe(
      '1.0.0-20261124-090807',
    );
  });
});
