import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  Cluster,
  providersExtensionPoint,
  readInstances,
} from '@llm-ops/plugin-llm-ops-node';
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
        for (const { id, environments, config: own } of readInstances(
          config,
          'kserve',
        )) {
          const namespaces = Object.fromEntries(
            environments.map(environment => [
              environment,
              own.getOptionalString(`namespaces.${environment}`) ??
                `llm-ops-${environment}`,
            ]),
          );
          providers.addServingFramework(
            new KServeFramework({
              id,
              environments,
              namespaces,
              cluster: new Cluster(own.getString('kubeconfig')),
              runtime: own.getOptionalString('runtime'),
              serviceAccount:
                own.getOptionalString('serviceAccount') ?? 'serving',
              imagePullPolicy:
                own.getOptionalString('imagePullPolicy') ?? 'IfNotPresent',
            }),
          );
        }
      },
    });
  },
});
