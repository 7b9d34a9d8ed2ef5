import { WorkflowSpec, WorkflowStage } from '@llm-ops/plugin-llm-ops-node';
import { STORE_ENV } from '../training/pipeline';
import { readCondition } from './conditions';
import {
  deadlineOf,
  isContainer,
  OUTPUT_FOLDER,
  readContainer,
} from './stageConfig';
import { PipelineRecord, PipelineStage } from './types';

/** What stages of each type tell of themselves. */
const OUTPUTS: Record<PipelineStage['type'], string[]> = {
  data_validation: ['result', 'quality_score', 'pii_status', 'rows'],
  training: ['result', 'passed', 'eval_loss', 'job_id', 'model_id'],
  evaluation: ['result', 'passed', 'model_id'],
  deployment: ['result', 'endpoint_id', 'route'],
};
/** Value of an output that a condition looks at and that was not written. */
const MISSING = 'missing';
/** A pod that only waits for the portal. */
const WAITING = {
  cpuRequest: '10m',
  memoryRequest: '64Mi',
  memoryLimit: '256Mi',
};

/** What the stages of a workflow are run with. */
export interface PlanOptions {
  /** Image with the portal's own programs. */
  image: string;
  apiBaseUrl: string;
  /** Speaks for this pipeline alone. */
  token: string;
}

/**
 * Names of the stages in the engine, by their own: the same when all of them
 * can be, otherwise made of their letters and their number.
 */
export function engineNames(stages: PipelineStage[]): Map<string, string> {
  const plain = stages.every(
    ({ name }) => /^[a-z][a-z0-9-]{0,39}$/.test(name) && name !== 'main',
  );
  return new Map(
    stages.map(({ name }, index) => {
      const letters = name
        .toLocaleLowerCase('en-US')
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^[^a-z]+|-$/g, '')
        .slice(0, 30);
      return [name, plain ? name : `${letters || 'stage'}-${index + 1}`];
    }),
  );
}

/** The workflow of a pipeline, as it is submitted. */
export function workflowOf(
  pipeline: PipelineRecord,
  options: PlanOptions,
): WorkflowSpec {
  const stages = pipeline.definition;
  const names = engineNames(stages);
  const conditions = stages.map((stage, index) =>
    readCondition(stage, stages.slice(0, index)),
  );
  return {
    name: `pipeline-${pipeline.id}`,
    environment: pipeline.environment,
    maxRetries: pipeline.maxRetries,
    priority: pipeline.priority,
    labels: { 'llm-ops.io/pipeline-id': pipeline.id },
    stages: stages.map((stage, index) => {
      const condition = conditions[index];
      const looksAt = condition ? [condition.stage] : [];
      const asked = conditions.flatMap(other =>
        other?.stage === stage.name && other.output ? [other.output] : [],
      );
      return {
        ...programOf(stage, pipeline, options),
        name: names.get(stage.name)!,
        dependencies: [...new Set([...stage.dependencies, ...looksAt])].map(
          name => names.get(name)!,
        ),
        condition: condition && {
          ...condition,
          stage: names.get(condition.stage)!,
        },
        outputs: outputsOf(stage, asked),
        deadlineSeconds: deadlineOf(stage),
      };
    }),
  };
}

/** Declared outputs, and those that conditions look at. */
function outputsOf(stage: PipelineStage, asked: string[]) {
  const declared = isContainer(stage)
    ? readContainer(stage).outputs
    : OUTPUTS[stage.type].map(toOutput(''));
  return [
    ...declared.map(output =>
      asked.includes(output.name)
        ? { ...output, default: output.default || MISSING }
        : output,
    ),
    ...[...new Set(asked)]
      .filter(name => !declared.some(output => output.name === name))
      .map(toOutput(MISSING)),
  ];
}

function toOutput(missing: string) {
  return (name: string) => ({
    name,
    path: `${OUTPUT_FOLDER}/${name}`,
    default: missing,
  });
}

function programOf(
  stage: PipelineStage,
  pipeline: PipelineRecord,
  { image, apiBaseUrl, token }: PlanOptions,
): Pick<
  WorkflowStage,
  'image' | 'command' | 'args' | 'env' | 'secretEnv' | 'resources'
> {
  const about = { PIPELINE_ID: pipeline.id, STAGE: stage.name };
  if (isContainer(stage)) {
    const own = readContainer(stage);
    return {
      image: own.image ?? image,
      command: own.command,
      args: own.args,
      env: { ...about, ...own.env },
      secretEnv: own.objectStore ? STORE_ENV : undefined,
      resources: own.resources,
    };
  }
  return {
    image,
    command: ['python3', '-m', 'llm_ops.stage'],
    env: { ...about, API_BASE_URL: apiBaseUrl, LLM_OPS_JOB_TOKEN: token },
    resources: WAITING,
  };
}
