import { DatasetServices } from '../datasets';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { DeliveryWorker, JournalService, RunMaker } from '../tracking';
import { ComparisonService } from './ComparisonService';
import { CompletionService } from './CompletionService';
import { ExperimentService } from './ExperimentService';
import { JobPlanner } from './JobPlanner';
import { LogService } from './LogService';
import { RunWorker } from './RunWorker';
import { TrainingService } from './TrainingService';
import { TrainingObserver } from './TrainingObserver';
import { WorkflowWorker } from './WorkflowWorker';

/** The services of training jobs and their runs. */
export function createTrainingServices(
  deps: ServiceDeps,
  models: ModelServices,
  datasets: DatasetServices,
) {
  const planner = new JobPlanner(deps, models, datasets);
  const training = new TrainingService(deps, planner);
  const observer = new TrainingObserver(deps);
  const journal = new JournalService(deps);
  const maker = new RunMaker(deps, training, datasets);
  new RunWorker(deps, training, maker).register();
  new DeliveryWorker(deps, maker).register();
  new WorkflowWorker(deps, training, planner, observer).register();
  const experiments = new ExperimentService(deps, training, journal);
  return {
    training,
    journal,
    experiments,
    comparison: new ComparisonService(deps, experiments, training),
    completion: new CompletionService(deps, training, models),
    logs: new LogService(deps, training),
    observer,
  };
}

export type TrainingServices = ReturnType<typeof createTrainingServices>;
export type { JobQueue, JobRecord, RunRecord } from './types';
export { nameOfRun } from './nameOfRun';
export { gpuTypes } from './submission';
