import { InputError } from '@backstage/errors';
import { Config } from '@backstage/config';
import { Environment, ResourceNeeds } from '@llm-ops/plugin-llm-ops-node';
import { requireQuantity } from '../quantity';

/** Sizes of CPU jobs when neither the request nor the settings say. */
const DEFAULT_CPU: ResourceNeeds = {
  cpuRequest: '500m',
  cpuLimit: '2',
  memoryRequest: '1Gi',
  memoryLimit: '4Gi',
};

/** First of the spellings a client may use. */
export function pick(
  profile: Record<string, unknown>,
  ...names: string[]
): unknown {
  return names
    .map(name => profile[name])
    .find(value => value !== undefined && value !== null);
}

/**
 * Checks a submission's resources.
 * @throws InputError saying which field is wrong and what is allowed
 */
export function resourcesOf(
  request: Record<string, unknown>,
  environment: Environment,
  config: Config,
): ResourceNeeds {
  const profile = (request.resourceProfile ?? {}) as Record<string, unknown>;
  const cores = quantityOf(profile, 'cpuCores', 'cpu_cores');
  const memory = quantityOf(profile, 'memory');
  if (request.useGpu === false) {
    return {
      ...DEFAULT_CPU,
      ...config.getOptional<ResourceNeeds>('llmOps.training.cpuResources'),
      ...(cores && { cpuRequest: cores, cpuLimit: cores }),
      ...(memory && { memoryRequest: memory, memoryLimit: memory }),
    };
  }
  const type = pick(profile, 'gpuType', 'gpu_type');
  const count = Number(pick(profile, 'gpuCount', 'gpu_count') ?? 1);
  if (typeof type !== 'string' || !type) {
    throw new InputError(
      'resourceProfile.gpuType is needed with useGpu; send useGpu: false for a CPU job',
    );
  }
  const allowed = gpuTypes(config, environment);
  if (allowed.length > 0 && !allowed.includes(type.toLowerCase())) {
    throw new InputError(
      `resourceProfile.gpuType '${type}' is not offered in ${environment}; offered are ${allowed.join(
        ', ',
      )}`,
    );
  }
  if (!Number.isInteger(count) || count < 1) {
    throw new InputError(
      'resourceProfile.gpuCount must be a whole number from 1',
    );
  }
  if (request.jobType === 'distributed' && count < 2) {
    throw new InputError(
      'A distributed job needs resourceProfile.gpuCount of at least 2',
    );
  }
  return {
    cpuRequest: cores ?? '1',
    memoryRequest: memory ?? '8Gi',
    memoryLimit: memory,
    gpuCount: count,
    gpuType: type,
  };
}

function quantityOf(
  profile: Record<string, unknown>,
  ...names: string[]
): string | undefined {
  const value = pick(profile, ...names) || undefined;
  return value === undefined
    ? undefined
    : requireQuantity(`resourceProfile.${names[0]}`, value);
}

/** GPU types an environment offers, lower case; empty means any. */
export function gpuTypes(config: Config, environment: string): string[] {
  const own = config.getOptionalConfig('llmOps.gpuTypes');
  return own?.keys().includes(environment)
    ? own.getStringArray(environment).map(type => type.toLowerCase())
    : [];
}

/**
 * Hyperparameters of a submission.
 * @throws InputError when from_scratch or pretrain lack an architecture
 */
export function hyperparametersOf(
  request: Record<string, unknown>,
): Record<string, unknown> {
  const given = (request.hyperparameters ?? {}) as Record<string, unknown>;
  const needsArchitecture = ['from_scratch', 'pretrain'].includes(
    String(request.jobType),
  );
  if (needsArchitecture && given.architecture === undefined) {
    throw new InputError(
      `hyperparameters.architecture is needed for ${request.jobType}, for example {"layers": 4, "hidden": 128, "heads": 4}`,
    );
  }
  return given;
}

/** Output folder of a model that training makes. */
export function outputFolder(name: string, version: string): string {
  const safe = (value: string) => value.replace(/[^\w.-]+/g, '_');
  return `models/${safe(name)}/${safe(version)}/`;
}

/** `1.0.0-YYYYMMDD-HHMMSS` in UTC. */
export function defaultOutputVersion(now: Date): string {
  const [date, time] = now.toISOString().split(/[T.]/);
  return `1.0.0-${date.replace(/-/g, '')}-${time.replace(/:/g, '')}`;
}
