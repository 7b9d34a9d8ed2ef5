import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { InferenceService } from './InferenceService';
import { ServingObserver } from './ServingObserver';
import { ServingService } from './ServingService';
import { ServingWorker } from './ServingWorker';

/** The services of endpoints. */
export function createServingServices(
  deps: ServiceDeps,
  models: ModelServices,
) {
  new ServingWorker(deps, models).register();
  return {
    serving: new ServingService(deps, models),
    observer: new ServingObserver(deps),
    inference: new InferenceService(deps, models),
  };
}

export type ServingServices = ReturnType<typeof createServingServices>;
export type { EndpointRecord, EndpointSpec } from './types';
