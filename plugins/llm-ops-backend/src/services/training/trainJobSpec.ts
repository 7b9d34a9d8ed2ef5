import { InputError } from '@backstage/errors';
import { DatasetRecord } from '../datasets';
import { ModelRecord } from '../models';

type Fields = Record<string, unknown>;

/** What training stages call the spec's hyperparameters. */
const STAGE_NAMES: Record<string, string> = {
  lr: 'learning_rate',
  num_epochs: 'epochs',
  max_seq_len: 'max_length',
};

/** A part of a spec, empty when it is left out. */
const part = (holder: unknown, name: string): Fields =>
  ((holder as Fields | undefined)?.[name] ?? {}) as Fields;

/** The fields that say something. */
const said = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  );

/**
 * Hyperparameters of a job: its own over those of its spec, under the names
 * they came with and those of the stages.
 */
export function parametersOf(spec: Fields, own: Fields): Fields {
  const parameters: Fields = {
    ...said(part(spec, 'hyperparameters')),
    ...said(part(spec, 'hyperparams')),
    ...said({
      method: spec.method,
      save_format: part(spec, 'output').save_format,
    }),
    ...own,
  };
  for (const [name, stage] of Object.entries(STAGE_NAMES)) {
    if (parameters[name] !== undefined && parameters[stage] === undefined) {
      parameters[stage] = parameters[name];
    }
  }
  return parameters;
}

/**
 * The request with what its `trainJobSpec` says and it does not say itself.
 * A spec with `use_gpu: false` makes a CPU job.
 */
export function withSpec(request: Fields): Fields {
  const spec = part(request, 'trainJobSpec');
  if (Object.keys(spec).length === 0) {
    return request;
  }
  const useGpu = spec.use_gpu === false ? false : request.useGpu;
  const parameters = parametersOf(spec, part(request, 'hyperparameters'));
  return {
    ...request,
    ...(useGpu !== undefined && { useGpu }),
    ...(Object.keys(parameters).length > 0 && { hyperparameters: parameters }),
    resourceProfile: profileOf(request, spec, useGpu !== false),
    outputModelName:
      request.outputModelName ?? part(spec, 'output').artifact_name,
  };
}

/** The profile of the request, and what only the spec's resources say. */
function profileOf(request: Fields, spec: Fields, useGpu: boolean): Fields {
  const profile = said(part(request, 'resourceProfile'));
  const { gpus, gpu_type: type, nodes } = part(spec, 'resources');
  const wanted: [string, string, unknown][] = [
    ['gpuType', 'gpu_type', useGpu ? type : undefined],
    ['gpuCount', 'gpu_count', useGpu && Number(gpus) > 0 ? gpus : undefined],
    ['numNodes', 'num_nodes', nodes],
  ];
  const open = wanted.filter(
    ([name, alias]) => !(name in profile) && !(alias in profile),
  );
  return {
    ...profile,
    ...said(Object.fromEntries(open.map(([name, , value]) => [name, value]))),
  };
}

/** The spec for a job that gets other resources. */
export function withoutResources(spec: unknown): Fields | undefined {
  if (!spec) {
    return undefined;
  }
  const { resources: _resources, use_gpu: _gpu, ...rest } = spec as Fields;
  return rest;
}

/**
 * Checks that a spec describes the model and the data set of its job.
 * @throws InputError naming the field, and what the job has instead
 */
export function checkTrainJobSpec(
  spec: Fields,
  base: ModelRecord | undefined,
  dataset: DatasetRecord,
): void {
  const reference = part(spec, 'dataset_ref');
  const family = base?.metadata.model_family;
  const pairs: [string, unknown, unknown][] = [
    ['model_family', spec.model_family, family],
    ['dataset_ref.name', reference.name, dataset.name],
    ['dataset_ref.version', reference.version, dataset.version],
  ];
  for (const [name, given, actual] of pairs) {
    if (given && actual && given !== actual) {
      throw new InputError(
        `trainJobSpec.${name} is '${given}', but the job's is '${actual}'; change one of them or leave it out`,
      );
    }
  }
}
