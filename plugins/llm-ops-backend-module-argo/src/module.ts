import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Cluster, providersExtensionPoint } from '@llm-ops/plugin-llm-ops-node';
import { readArgoConfig } from './config';
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
        for (const { kubeconfig, ...instance } of readArgoConfig(config)) {
          providers.addWorkflowEngine(
            new ArgoEngine({ ...instance, cluster: new Cluster(kubeconfig) }),
          );
        }
      },
    });
  },
});
