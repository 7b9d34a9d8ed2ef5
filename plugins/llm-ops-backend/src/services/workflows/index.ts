import { DatasetServices } from '../datasets';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { ServingServices } from '../serving';
import { TrainingServices } from '../training';
import { PipelineObserver } from './PipelineObserver';
import { PipelineService } from './PipelineService';
import { PipelineWorker } from './PipelineWorker';
import { StageService } from './StageService';

/** The services of pipelines. */
export function createWorkflowServices(
  deps: ServiceDeps,
  parts: {
    models: ModelServices;
    datasets: DatasetServices;
    training: TrainingServices;
    serving: ServingServices;
  },
) {
  const pipelines = new PipelineService(deps, parts.training);
  const observer = new PipelineObserver(deps, pipelines);
  new PipelineWorker(deps, pipelines, observer).register();
  return {
    pipelines,
    observer,
    stages: new StageService({ deps, ...parts }, pipelines),
  };
}

export type WorkflowServices = ReturnType<typeof createWorkflowServices>;
export { isContainer } from './stageConfig';
export type { PipelineRecord, PipelineStage, StageTry } from './types';
export type { Queue } from './PipelineService';
