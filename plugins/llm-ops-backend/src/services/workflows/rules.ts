import { InputError } from '@backstage/errors';
import { checkCondition } from './conditions';
import { checkConfig } from './stageConfig';
import { PipelineStage } from './types';

const NAME = /^[A-Za-z0-9\-_ ]{1,100}$/;
const MAX_STAGES = 100;
/** Tries after the first when the request does not say. */
const DEFAULT_RETRIES = 3;

/** What a submission asks for, checked. */
export interface PipelineRequest {
  name: string;
  stages: PipelineStage[];
  maxRetries: number;
}

/**
 * Checks a submission against the rules that its schema cannot say.
 * @throws InputError naming the stage, what is wrong and what is allowed
 */
export function readPipeline(body: Record<string, unknown>): PipelineRequest {
  const name = String(body.pipeline_name);
  if (!NAME.test(name)) {
    throw new InputError(
      `pipeline_name '${name}' must be 1 to 100 letters, digits, blanks, dashes and underscores`,
    );
  }
  const stages = (body.stages as Record<string, unknown>[]).map(toStage);
  if (stages.length < 1 || stages.length > MAX_STAGES) {
    throw new InputError(
      `A pipeline has 1 to ${MAX_STAGES} stages, not ${stages.length}`,
    );
  }
  stages.forEach((stage, index) => checkStage(stage, stages.slice(0, index)));
  return {
    name,
    stages,
    maxRetries: (body.max_retries as number | null) ?? DEFAULT_RETRIES,
  };
}

function toStage(stage: Record<string, unknown>): PipelineStage {
  return {
    name: String(stage.name),
    type: stage.type as PipelineStage['type'],
    dependencies: [...new Set((stage.dependencies ?? []) as string[])],
    condition: (stage.condition as Record<string, unknown>) ?? undefined,
    config: (stage.config as Record<string, unknown>) ?? undefined,
  };
}

function checkStage(stage: PipelineStage, earlier: PipelineStage[]): void {
  if (!stage.name.trim() || stage.name.length > 255) {
    throw new InputError(`A stage's name has 1 to 255 characters`);
  }
  const names = earlier.map(other => other.name);
  if (names.includes(stage.name)) {
    throw new InputError(
      `Two stages are called '${stage.name}'; names must be unique`,
    );
  }
  for (const dependency of stage.dependencies) {
    if (!names.includes(dependency)) {
      throw new InputError(
        `Stage '${stage.name}' depends on '${dependency}', which is not a stage listed before it`,
      );
    }
  }
  checkCondition(stage, earlier);
  checkConfig(stage);
}
