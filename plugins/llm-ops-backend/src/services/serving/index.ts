import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { PromptService } from '../prompts';
import { InferenceService } from './InferenceService';
import { ServingObserver } from './ServingObserver';
import { ServingService } from './ServingService';
import { ServingWorker } from './ServingWorker';

/** The services of endpoints. */
export function createServingServices(
  deps: ServiceDeps,
  models: ModelServices,
  prompts: PromptService,
) {
  new ServingWorker(deps, models).register();
  return {
    serving: new ServingService(deps, models, prompts),
    observer: new ServingObserver(deps),
    inference: new InferenceService(deps, models, prompts),
  };
}

export type ServingServices = ReturnType<typeof createServingServices>;
export type {
  EndpointRecord,
  EndpointSpec,
  EndpointSurroundings,
} from './types';
