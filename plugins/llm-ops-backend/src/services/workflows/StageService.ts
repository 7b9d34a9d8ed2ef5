import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { isRetryable } from '@llm-ops/plugin-llm-ops-node';
import { beginTry, listTries, noteTry } from '../../store/workflows/tries';
import { DatasetServices } from '../datasets';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { ServingServices } from '../serving';
import { TrainingServices } from '../training';
import { ACTIVE, PipelineService } from './PipelineService';
import { isContainer } from './stageConfig';
import { validateData } from './stages/dataValidation';
import { deploy } from './stages/deployment';
import { evaluate } from './stages/evaluation';
import { train } from './stages/training';
import { PipelineRecord, PipelineStage, StageOutcome, StageTry } from './types';

/** What the work of a stage is made with. */
export interface StageWork {
  deps: ServiceDeps;
  models: ModelServices;
  datasets: DatasetServices;
  training: TrainingServices;
  serving: ServingServices;
  pipeline: PipelineRecord;
  stage: PipelineStage;
  config: Record<string, unknown>;
  /** The try that asks. */
  current: StageTry;
  /** Tries of all stages, the latest of each first. */
  tries: StageTry[];
}

const WORK: Record<
  PipelineStage['type'],
  (work: StageWork) => Promise<StageOutcome>
> = {
  data_validation: validateData,
  training: train,
  evaluation: evaluate,
  deployment: deploy,
};

/** Does what stages without a container of their own stand for. */
export class StageService {
  readonly #parts: Pick<
    StageWork,
    'deps' | 'models' | 'datasets' | 'training' | 'serving'
  >;
  readonly #pipelines: PipelineService;

  constructor(
    parts: Pick<
      StageWork,
      'deps' | 'models' | 'datasets' | 'training' | 'serving'
    >,
    pipelines: PipelineService,
  ) {
    this.#parts = parts;
    this.#pipelines = pipelines;
  }

  /**
   * Begins the work of a stage, or tells how far it is. Idempotent: a try
   * begins its work once.
   *
   * @throws ConflictError when the pipeline has ended
   */
  async run(
    pipelineId: string,
    name: string,
    attempt: number,
  ): Promise<StageOutcome> {
    const { database } = this.#parts.deps;
    const pipeline = await this.#pipelines.get(pipelineId);
    const stage = pipeline.definition.find(other => other.name === name);
    if (!stage) {
      throw new NotFoundError(`The pipeline has no stage ${name}`);
    }
    if (isContainer(stage)) {
      throw new InputError(`Stage ${name} runs a container of its own`);
    }
    if (!ACTIVE.includes(pipeline.status)) {
      throw new ConflictError(`The pipeline has ${pipeline.status} already`);
    }
    const key = { pipelineId, stage: name, attempt };
    await beginTry(database, key);
    const tries = await listTries(database, [pipelineId]);
    const current = tries.find(
      other => other.stage === name && other.attempt === attempt,
    )!;
    const outcome = await WORK[stage.type]({
      ...this.#parts,
      pipeline,
      stage,
      config: stage.config ?? {},
      current,
      tries,
    }).catch((error): StageOutcome => {
      if (isRetryable(error)) {
        throw error;
      }
      return { phase: 'failed', message: error.message, outputs: {} };
    });
    if (outcome.message !== current.message) {
      await noteTry(database, key, outcome.message);
      await this.#parts.deps.publish('pipeline', pipelineId, 'changed');
    }
    return outcome;
  }
}
