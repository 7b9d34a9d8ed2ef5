import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  providersExtensionPoint,
  readInstances,
} from '@llm-ops/plugin-llm-ops-node';
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
        for (const { id, environments, config: own } of readInstances(
          config,
          'dvc',
        )) {
          const remote = own.getConfig('remote');
          providers.addDatasetVersioning(
            new DvcVersioning({
              id,
              environments,
              command: own.getString('command'),
              directory: own.getString('directory'),
              remote: {
                url: remote.getString('url'),
                endpoint: remote.getOptionalString('endpoint'),
                region: remote.getOptionalString('region'),
                accessKey: remote.getString('accessKey'),
                secretKey: remote.getString('secretKey'),
              },
            }),
          );
        }
      },
    });
  },
});
