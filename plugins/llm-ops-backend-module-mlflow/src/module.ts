import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { providersExtensionPoint } from '@llm-ops/plugin-llm-ops-node';
import { readMlflowConfig } from './config';
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
        for (const { url, token, ...instance } of readMlflowConfig(config)) {
          providers.addExperimentTracker(
            new MlflowTracker({
              ...instance,
              client: new MlflowClient({ url, token }),
            }),
          );
        }
      },
    });
  },
});
