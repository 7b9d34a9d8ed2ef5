import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { createLlmOpsClient } from '@llm-ops/plugin-llm-ops-common';
import { LlmOpsEntityProvider } from './LlmOpsEntityProvider';

const DEFAULT_SYNC_SECONDS = 30;

/** Keeps the catalog in step with the records of LLM-Ops. */
export const catalogModuleLlmOps = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'llm-ops',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        discovery,
        events,
        logger,
        scheduler,
      }) {
        const seconds =
          config.getOptionalNumber('llmOps.catalog.syncSeconds') ??
          DEFAULT_SYNC_SECONDS;
        catalog.addEntityProvider(
          new LlmOpsEntityProvider({
            logger,
            events,
            baseUrl: config.getString('app.baseUrl'),
            schedule: scheduler.createScheduledTaskRunner({
              frequency: { seconds },
              timeout: { minutes: 2 },
              initialDelay: { seconds: 5 },
            }),
            async connect() {
              const { token } = await auth.getPluginRequestToken({
                onBehalfOf: await auth.getOwnServiceCredentials(),
                targetPluginId: 'llm-ops',
              });
              return createLlmOpsClient({
                baseUrl: `${await discovery.getBaseUrl('llm-ops')}/v1`,
                fetch: input =>
                  fetch(input, {
                    headers: { authorization: `Bearer ${token}` },
                  }),
              });
            },
          }),
        );
      },
    });
  },
});
