import { Teams, UsageMeter } from '../cost';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { PromptService } from '../prompts';
import { EndpointPlanner } from './EndpointPlanner';
import { InferenceService } from './InferenceService';
import { ServingObserver } from './ServingObserver';
import { ServingService } from './ServingService';
import { ServingWorker } from './ServingWorker';

/** The services of endpoints. */
export function createServingServices(
  deps: ServiceDeps,
  models: ModelServices,
  prompts: PromptService,
  usage: { meter: UsageMeter; teams: Teams },
) {
  new ServingWorker(deps, models).register();
  return {
    serving: new ServingService(
      deps,
      models,
      new EndpointPlanner(deps, models, prompts),
    ),
    observer: new ServingObserver(deps),
    inference: new InferenceService(deps, models, prompts, usage),
  };
}

export type ServingServices = ReturnType<typeof createServingServices>;
export { unscaled } from './autoscaling';
export { keptBack } from './rules';
export type {
  EndpointChange,
  EndpointRecord,
  EndpointSpec,
  EndpointSurroundings,
} from './types';
export type { PassedAnswer } from './InferenceService';
