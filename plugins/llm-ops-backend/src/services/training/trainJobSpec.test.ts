import { DatasetRecord } from '../datasets';
import { ModelRecord } from '../models';
import {
  checkTrainJobSpec,
  parametersOf,
  withoutResources,
  withSpec,
} from './trainJobSpec';

const spec = {
  job_type: 'SFT',
  model_family: 'llama',
  base_model_ref: null,
  dataset_ref: { name: 'faq', version: '1', type: 'sft_pair', storage_uri: '' },
  method: 'lora',
  hyperparams: {
    lr: 0.0002,
    batch_size: 8,
    num_epochs: 3,
    max_seq_len: 512,
    precision: 'bf16',
  },
  resources: { gpus: 2, gpu_type: 'nvidia-a100', nodes: 1 },
  output: { artifact_name: 'support-bot', save_format: 'safetensors' },
};

describe('a trainJobSpec', () => {
  it('gives the stages its hyperparameters, method and format', () => {
    expect(parametersOf(spec, { lr: 1 })).toEqual({
      ...spec.hyperparams,
      lr: 1,
      learning_rate: 1,
      epochs: 3,
      max_length: 512,
      method: 'lora',
      save_format: 'safetensors',
    });
  });

  it('fills what the request leaves open', () => {
    expect(withSpec({ trainJobSpec: spec, resourceProfile: {} })).toMatchObject(
      {
        resourceProfile: { gpuType: 'nvidia-a100', gpuCount: 2, numNodes: 1 },
        outputModelName: 'support-bot',
        hyperparameters: { epochs: 3, method: 'lora' },
      },
    );
  });

  it('never overrides the request', () => {
    const made = withSpec({
      trainJobSpec: spec,
      resourceProfile: { gpu_type: 'h100', gpuCount: 4, numNodes: null },
      outputModelName: 'mine',
    });
    expect(made.resourceProfile).toEqual({
      gpu_type: 'h100',
      gpuCount: 4,
      numNodes: 1,
    });
    expect(made.outputModelName).toBe('mine');
  });

  it('makes a CPU job of use_gpu: false, which gets no GPU', () => {
    expect(
      withSpec({
        useGpu: true,
        resourceProfile: { cpuCores: 1 },
        trainJobSpec: { ...spec, use_gpu: false },
      }),
    ).toMatchObject({
      useGpu: false,
      resourceProfile: { cpuCores: 1, numNodes: 1 },
    });
  });

  it('changes nothing where there is none', () => {
    const request = { jobType: 'finetune', resourceProfile: {} };
    expect(withSpec(request)).toBe(request);
    expect(withSpec({ ...request, trainJobSpec: null })).toEqual({
      ...request,
      trainJobSpec: null,
    });
  });

  it('gives its resources to the first job only, not to one that gets others', () => {
    expect(withoutResources({ ...spec, use_gpu: false })).toEqual({
      ...spec,
      resources: undefined,
    });
    expect(withoutResources(undefined)).toBeUndefined();
  });

  const base = {
    metadata: { model_family: 'llama' },
  } as unknown as ModelRecord;
  const dataset = { name: 'faq', version: '1' } as DatasetRecord;

  it('fits its job, or is refused with the field and both values', () => {
    expect(() => checkTrainJobSpec(spec, base, dataset)).not.toThrow();
    expect(() => checkTrainJobSpec({}, undefined, dataset)).not.toThrow();
    expect(() =>
      checkTrainJobSpec({ model_family: 'bert' }, base, dataset),
    ).toThrow(/model_family is 'bert', but the job's is 'llama'/);
    expect(() =>
      checkTrainJobSpec(spec, base, { ...dataset, version: '2' }),
    ).toThrow(/dataset_ref.version is '1', but the job's is '2'/);
  });
});
