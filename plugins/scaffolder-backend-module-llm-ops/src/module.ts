import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createApi } from './api';
import { createDeployAction } from './createDeployAction';
import { createTrainAction } from './createTrainAction';

/** Adds the actions of LLM-Ops to the scaffolder. */
export const scaffolderModuleLlmOps = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'llm-ops',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        const api = createApi({ auth, discovery });
        actions.addActions(createTrainAction(api), createDeployAction(api));
      },
    });
  },
});
