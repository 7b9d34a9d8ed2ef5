import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Cluster, providersExtensionPoint } from '@llm-ops/plugin-llm-ops-node';
import { readKServeConfig } from './config';
import { KServeFramework } from './KServeFramework';

/** Adds every configured KServe installation as a serving framework. */
export const kserveModule = createBackendModule({
  pluginId: 'llm-ops',
  moduleId: 'kserve',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: providersExtensionPoint,
      },
      async init({ config, providers }) {
        for (const { kubeconfig, ...instance } of readKServeConfig(config)) {
          providers.addServingFramework(
            new KServeFramework({
              ...instance,
              cluster: new Cluster(kubeconfig),
            }),
          );
        }
      },
    });
  },
});
