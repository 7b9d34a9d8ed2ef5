import { Config } from '@backstage/config';
import { Features, gate } from '../features';
import { ProviderRegistry } from '../providers/types';
import { Services } from '../services/createServices';
import { createCostRoutes } from './cost';
import { createDatasetRoutes } from './datasets';
import { createExperimentRoutes } from './experiments';
import { createFeatureRoutes } from './features';
import { createGovernanceRoutes } from './governance';
import { createInferenceRoutes } from './inference';
import { createModelRoutes } from './models';
import { createOperationRoutes } from './operations';
import { createPolicyRoutes } from './policyRoutes';
import { createPromptExperimentRoutes } from './promptExperiments';
import { createPromptRoutes } from './prompts';
import { createRegistryRoutes } from './registries';
import { createServingRoutes } from './serving';
import { createServingOptionRoutes } from './servingOptions';
import { createTrainingRoutes } from './training';
import { OperationRoute } from './types';
import { createWorkflowRoutes } from './workflows';

/** Every route of `/llm-ops/v1`. */
export function createRoutes(
  services: Services,
  deps: { providers: ProviderRegistry; config: Config; features: Features },
): OperationRoute[] {
  const routes = [
    ...createModelRoutes(services.models),
    ...createRegistryRoutes(services.models),
    ...createDatasetRoutes(services.datasets, deps.features),
    ...createTrainingRoutes(services.training, deps),
    ...createExperimentRoutes(services.training, services.runSearch),
    ...createServingRoutes(services.serving),
    ...createServingOptionRoutes(deps),
    ...createInferenceRoutes(services.serving),
    ...createWorkflowRoutes(services.workflows),
    ...createPromptRoutes(services.prompts),
    ...createPromptExperimentRoutes(services.prompts.experiments),
    ...createGovernanceRoutes(services.audit),
    ...createCostRoutes(services.cost.costs),
    ...createPolicyRoutes(services.policies),
    ...createOperationRoutes(services),
    ...createFeatureRoutes(deps.features),
  ];
  return gate(routes, deps.features);
}
