import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { providersExtensionPoint } from '@llm-ops/plugin-llm-ops-node';
import { readDvcConfig } from './config';
import { DvcVersioning } from './DvcVersioning';

/** Adds every configured DVC store as a data versioning tool. */
export const dvcModule = createBackendModule({
  pluginId: 'llm-ops',
  moduleId: 'dvc',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: providersExtensionPoint,
      },
      async init({ config, providers }) {
        for (const instance of readDvcConfig(config)) {
          providers.addDatasetVersioning(new DvcVersioning(instance));
        }
      },
    });
  },
});
