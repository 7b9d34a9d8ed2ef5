import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { providersExtensionPoint } from '@llm-ops/plugin-llm-ops-node';
import { readMlflowConfig } from './config';
import { MlflowClient } from './client';
import { MlflowProtocol } from './gateway/MlflowProtocol';
import { MlflowTracker } from './MlflowTracker';

/** Adds every configured MLflow server as an experiment tracker, and its protocol. */
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
        const clients = new Map<string, MlflowClient>();
        for (const { url, token, ...instance } of readMlflowConfig(config)) {
          const client = new MlflowClient({ url, token });
          clients.set(instance.id, client);
          providers.addExperimentTracker(
            new MlflowTracker({
              ...instance,
              client,
            }),
          );
        }
        if (clients.size > 0) {
          providers.addTrackingProtocol(new MlflowProtocol(clients));
        }
      },
    });
  },
});
