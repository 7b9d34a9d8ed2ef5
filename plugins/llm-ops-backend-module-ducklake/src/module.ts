import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { providersExtensionPoint } from '@llm-ops/plugin-llm-ops-node';
import { readDuckLakeConfig } from './config';
import { DuckLakeVersioning } from './DuckLakeVersioning';

/** Adds every configured DuckLake store as a data versioning tool. */
export const ducklakeModule = createBackendModule({
  pluginId: 'llm-ops',
  moduleId: 'ducklake',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: providersExtensionPoint,
      },
      async init({ config, providers }) {
        for (const instance of readDuckLakeConfig(config)) {
          providers.addDatasetVersioning(new DuckLakeVersioning(instance));
        }
      },
    });
  },
});
