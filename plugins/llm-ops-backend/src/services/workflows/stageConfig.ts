import { InputError } from '@backstage/errors';
import { ResourceNeeds, WorkflowStage } from '@llm-ops/plugin-llm-ops-node';
import { pick } from '../training/submission';
import { PipelineStage } from './types';

const QUANTITY = /^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/;
const OUTPUT = /^[A-Za-z0-9_-]+$/;
/** Minutes a stage may take when it does not say: a day. */
const DEFAULT_MINUTES = 24 * 60;

/** Folder whose files become outputs, by their names. */
export const OUTPUT_FOLDER = '/tmp';

/** The container a stage brings itself. */
export interface OwnContainer {
  image?: string;
  command: string[];
  args?: string[];
  env: Record<string, string>;
  resources: ResourceNeeds;
  outputs: NonNullable<WorkflowStage['outputs']>;
  /** Whether it gets the credentials of the object store. */
  objectStore: boolean;
}

const textOf = (value: unknown) =>
  value === undefined || value === null ? undefined : String(value);

/** Whether a stage runs a container of its own, not what its type stands for. */
export function isContainer({
  config,
}: Pick<PipelineStage, 'config'>): boolean {
  return Boolean(config?.command ?? config?.image);
}

/** @throws InputError when a field of `config` cannot be used */
export function checkConfig(stage: PipelineStage): void {
  deadlineOf(stage);
  if (isContainer(stage)) {
    readContainer(stage);
  }
}

/** Seconds a stage may take. */
export function deadlineOf(stage: PipelineStage): number {
  const minutes = Number(stage.config?.maxDuration ?? DEFAULT_MINUTES);
  if (!(minutes > 0)) {
    throw wrong(stage, 'maxDuration must be a number of minutes above 0');
  }
  return Math.ceil(minutes * 60);
}

/** The container of a stage for which {@link isContainer} holds. */
export function readContainer(stage: PipelineStage): OwnContainer {
  const config = stage.config ?? {};
  return {
    image: textOf(config.image),
    command:
      typeof config.command === 'string'
        ? ['sh', '-c', config.command]
        : texts(stage, 'command') ?? [],
    args: texts(stage, 'args'),
    env: Object.fromEntries(
      Object.entries(record(stage, 'env')).map(([key, value]) => [
        key,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
    ),
    resources: resourcesOf(stage),
    outputs: outputsOf(stage),
    objectStore: config.objectStore === true,
  };
}

function resourcesOf(stage: PipelineStage): ResourceNeeds {
  const given = record(stage, 'resources');
  const quantity = (...names: string[]) => {
    const value = textOf(pick(given, ...names));
    if (value !== undefined && !QUANTITY.test(value)) {
      throw wrong(
        stage,
        `resources.${names[0]}: '${value}' is not a Kubernetes quantity such as 500m or 2Gi`,
      );
    }
    return value;
  };
  const gpuCount = Number(pick(given, 'gpuCount', 'gpu_count', 'gpu') ?? 0);
  if (!Number.isInteger(gpuCount) || gpuCount < 0) {
    throw wrong(stage, 'resources.gpuCount must be a whole number from 0');
  }
  return {
    cpuRequest: quantity('cpuRequest', 'cpu', 'cpuCores') ?? '100m',
    cpuLimit: quantity('cpuLimit'),
    memoryRequest: quantity('memoryRequest', 'memory') ?? '256Mi',
    memoryLimit: quantity('memoryLimit', 'memory', 'memoryRequest') ?? '2Gi',
    gpuCount: gpuCount || undefined,
    gpuType: textOf(pick(given, 'gpuType', 'gpu_type')),
  };
}

/** Outputs by name, or with a path of their own. */
function outputsOf(stage: PipelineStage): OwnContainer['outputs'] {
  const given = stage.config?.outputs ?? [];
  if (!Array.isArray(given)) {
    throw wrong(stage, 'outputs must be a list of names');
  }
  return given.map(item => {
    const output = typeof item === 'object' ? item : { name: item };
    const name = String(output.name);
    const path = textOf(output.path) ?? `${OUTPUT_FOLDER}/${name}`;
    if (!OUTPUT.test(name) || !path.startsWith('/')) {
      throw wrong(
        stage,
        `outputs: '${name}' needs a name of letters, digits, dashes and underscores, and an absolute path`,
      );
    }
    return { name, path, default: textOf(output.default) };
  });
}

function texts(stage: PipelineStage, key: string): string[] | undefined {
  const value = stage.config?.[key];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    throw wrong(stage, `${key} must be a list of texts`);
  }
  return value.map(String);
}

function record(stage: PipelineStage, key: string): Record<string, unknown> {
  const value = stage.config?.[key] ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw wrong(stage, `${key} must be an object`);
  }
  return value as Record<string, unknown>;
}

function wrong(stage: PipelineStage, what: string): InputError {
  return new InputError(`Stage '${stage.name}': config.${what}`);
}
