import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  providersExtensionPoint,
  readInstances,
} from '@llm-ops/plugin-llm-ops-node';
import { MlflowClient } from './client';
import { MlflowTracker } from './MlflowTracker';

/** Adds every configured MLflow server as an experiment tracker. */
export const mlflowModule = createBackendModule({
  pluginId: 'llm-ops',
  moduleId: 'mlflow',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: providersExtensionPoint,
      },
      async init({ config, providers }) {
        for (const instance of readInstances(config, 'mlflow')) {
          providers.addExperimentTracker(
            new MlflowTracker({
              id: instance.id,
              environments: instance.environments,
              webUrl: instance.webUrl,
              client: new MlflowClient({
                url: instance.config.getString('url'),
                token: instance.config.getOptionalString('token'),
              }),
            }),
          );
        }
      },
    });
  },
});
