import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  providersExtensionPoint,
  readInstances,
} from '@llm-ops/plugin-llm-ops-node';
import { HuggingFaceRegistry } from './HuggingFaceRegistry';

/** Adds every configured hub as a model registry. */
export const huggingfaceModule = createBackendModule({
  pluginId: 'llm-ops',
  moduleId: 'huggingface',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: providersExtensionPoint,
      },
      async init({ config, providers }) {
        for (const { id, environments, webUrl, config: own } of readInstances(
          config,
          'huggingface',
        )) {
          providers.addModelRegistry(
            new HuggingFaceRegistry({
              id,
              environments,
              url: own.getString('url'),
              webUrl,
              token: own.getOptionalString('token'),
            }),
          );
        }
      },
    });
  },
});
