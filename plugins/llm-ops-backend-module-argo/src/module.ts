import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  Cluster,
  providersExtensionPoint,
  readInstances,
} from '@llm-ops/plugin-llm-ops-node';
import { ArgoEngine } from './ArgoEngine';

/** Adds every configured Argo installation as a workflow engine. */
export const argoModule = createBackendModule({
  pluginId: 'llm-ops',
  moduleId: 'argo',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: providersExtensionPoint,
      },
      async init({ config, providers }) {
        for (const { id, environments, webUrl, config: own } of readInstances(
          config,
          'argo',
        )) {
          providers.addWorkflowEngine(
            new ArgoEngine({
              id,
              environments,
              webUrl,
              cluster: new Cluster(own.getString('kubeconfig')),
              namespace: own.getString('namespace'),
              serviceAccount:
                own.getOptionalString('serviceAccount') ?? 'workflow',
              imagePullPolicy:
                own.getOptionalString('imagePullPolicy') ?? 'IfNotPresent',
            }),
          );
        }
      },
    });
  },
});
