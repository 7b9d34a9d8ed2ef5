import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { providersExtensionPoint } from '@llm-ops/plugin-llm-ops-node';
import { readHuggingFaceConfig } from './config';
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
        for (const instance of readHuggingFaceConfig(config)) {
          providers.addModelRegistry(new HuggingFaceRegistry(instance));
        }
      },
    });
  },
});
