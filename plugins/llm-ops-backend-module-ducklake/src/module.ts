import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  providersExtensionPoint,
  readInstances,
} from '@llm-ops/plugin-llm-ops-node';
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
        for (const { id, environments, config: own } of readInstances(
          config,
          'ducklake',
        )) {
          providers.addDatasetVersioning(
            new DuckLakeVersioning({
              id,
              environments,
              directory: own.getString('directory'),
              extensions: own.getString('extensions'),
            }),
          );
        }
      },
    });
  },
});
