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
    for (const environment of ['prod', '', 'a b', '../dev', 'constructor']) {
      expect(gpuTypes(config, environment)).toEqual([]);
    }
    expect(
      resourcesOf({ resourceProfile: { gpuType: 'h100' } }, 'prod', config)
        .gpuType,
    ).toBe('h100');
  });
});

describe('sizes of CPU jobs', () => {
  const sizes = (resourceProfile: object, settings = {}) =>
    resourcesOf(
      { useGpu: false, resourceProfile },
      'dev',
      new ConfigReader({ llmOps: { training: { cpuResources: settings } } }),
    );

  it('are those of the request, else of the settings, else small', () => {
    expect(sizes({})).toMatchObject({ cpuRequest: '500m', memoryLimit: '4Gi' });
    expect(sizes({}, { memoryLimit: '6Gi' })).toMatchObject({
      cpuRequest: '500m',
      memoryLimit: '6Gi',
    });
    expect(
      sizes({ cpuCores: 1, memory: '2Gi' }, { memoryLimit: '6Gi' }),
    ).toEqual({
      cpuRequest: '1',
      cpuLimit: '1',
      memoryRequest: '2Gi',
      memoryLimit: '2Gi',
    });
  });

  it('are quantities of Kubernetes', () => {
    expect(() => sizes({ memory: 'much' })).toThrow(
      /resourceProfile.memory: 'much' is not a Kubernetes quantity/,
    );
  });
});

describe('names and hyperparameters', () => {
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
