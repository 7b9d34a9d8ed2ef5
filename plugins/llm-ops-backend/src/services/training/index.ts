import { DatasetServices } from '../datasets';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { CompletionService } from './CompletionService';
import { ExperimentService } from './ExperimentService';
import { TrainingService } from './TrainingService';
import { TrainingWorker } from './TrainingWorker';

/** The services of training jobs and their runs. */
export function createTrainingServices(
  deps: ServiceDeps,
  models: ModelServices,
  datasets: DatasetServices,
) {
  const training = new TrainingService(deps, models, datasets);
  return {
    training,
    experiments: new ExperimentService(deps, training),
    completion: new CompletionService(deps, training, models),
    worker: new TrainingWorker(deps, training, datasets),
  };
}

export type TrainingServices = ReturnType<typeof createTrainingServices>;
export type { JobRecord, RunRecord } from './types';
export { gpuTypes } from './submission';
