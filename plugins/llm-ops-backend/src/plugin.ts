import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import { llmOpsPermissions } from '@llm-ops/plugin-llm-ops-common';
import {
  llmOpsRecordRef,
  llmOpsRules,
  providersExtensionPoint,
  S3ObjectStore,
} from '@llm-ops/plugin-llm-ops-node';
import { Router } from 'express';
import { DefaultAuthorizer } from './auth/DefaultAuthorizer';
import { registerRunActions } from './actions';
import { JobTokens } from './auth/JobTokens';
import { rolesOf } from './auth/rolesOf';
import { readSettings } from './config';
import { LegacyHeaders } from './auth/LegacyHeaders';
import { PortalMetrics } from './metrics';
import { DatabaseOutbox } from './outbox/DatabaseOutbox';
import { DefaultProviderRegistry } from './providers/DefaultProviderRegistry';
import { AnswerCheck, ResourceReads } from './router/exchange';
import { createV1Router } from './router/createV1Router';
import { createRoutes } from './router/createRoutes';
import { createTrackingRouter } from './router/tracking';
import { CredentialStore, SecretBox, sealStored } from './secrets';
import { withRequestIds, withRequests } from './requests';
import { openapi } from './schema/document';
import { KeyKeeper } from './services/idempotency';
import { createServices } from './services/createServices';
import { RecipientFinder } from './services/notices';
import { createAnnouncer, operationNews } from './services/announcer';
import { migrate } from './store/database';
import { makeDurable } from './store/sqlite';

/** The server of `/llm-ops/v1`. */
export const llmOpsPlugin = createBackendPlugin({
  pluginId: 'llm-ops',
  register(env) {
    const providers = new DefaultProviderRegistry();
    env.registerExtensionPoint(providersExtensionPoint, providers);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        actions: actionsRegistryServiceRef,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootHttpRouter: coreServices.rootHttpRouter,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { config, lifecycle } = deps;
        const logger = withRequestIds(deps.logger);
        const settings = readSettings(config);
        const { features } = settings;
        const database = await deps.database.getClient();
        await makeDurable(database, logger);
        if (!deps.database.migrations?.skip) {
          await migrate(database);
        }
        const clock = () => new Date();
        const secrets = new SecretBox(settings.secrets);
        await sealStored(database, secrets, logger);

        const metrics = new PortalMetrics(deps.metrics);
        const announcer = createAnnouncer(deps);
        const tellPages = operationNews(announcer.publish);
        const outbox = new DatabaseOutbox({
          knex: database,
          logger,
          onEnd: (...ended) => {
            metrics.tried(...ended);
            tellPages();
          },
          settings: settings.outbox,
        });
        const jobTokens = new JobTokens(settings.secret);
        const services = createServices(
          {
            database: withRequests(database),
            outbox,
            providers,
            objectStore: new S3ObjectStore(settings.objectStore),
            logger,
            config,
            features,
            jobTokens,
            secrets,
            credentials: new CredentialStore({
              knex: database,
              secrets,
              clock,
            }),
            rolesOf: actor => rolesOf(actor, deps.userInfo),
            recipients: new RecipientFinder(deps),
            clock,
            ...announcer,
          },
          { ...settings, auditor: deps.auditor, metrics },
        );

        deps.permissionsRegistry.addResourceType({
          resourceRef: llmOpsRecordRef,
          permissions: llmOpsPermissions,
          rules: Object.values(llmOpsRules),
          getResources: refs =>
            Promise.all(refs.map(ref => services.owners.ofRef(ref))),
        });
        const authorizer = new DefaultAuthorizer({
          httpAuth: deps.httpAuth,
          permissions: deps.permissions,
          toFilter: createConditionTransformer(
            deps.permissionsRegistry.getPermissionRuleset(llmOpsRecordRef),
          ),
          jobTokens,
          legacy: new LegacyHeaders(
            settings.legacyHeaders,
            settings.access.readScope,
          ),
          approval: settings.access.approval,
        });
        const tracking = createTrackingRouter({
          protocols: providers.protocols(),
          journal: services.training.journal,
          owners: services.owners,
          authorizer,
          jobTokens,
          logger,
        });
        registerRunActions({
          registry: deps.actions,
          authorizer,
          runs: services.runSearch,
          training: services.training,
        });
        const keys = new KeyKeeper(database);
        const routes = createRoutes(services, { providers, config, features });
        const router = createV1Router({
          routes,
          turns: {
            keys,
            reads: new ResourceReads(routes),
            check: settings.api.checkResponses
              ? new AnswerCheck(openapi, logger)
              : undefined,
          },
          authorizer,
          owners: services.owners,
          audit: services.audit,
          policies: services.policyEngine,
          logger,
          onAnswer: metrics.answered,
        });
        // Every route authorises by itself, so that both mounts are the same.
        deps.httpRouter.addAuthPolicy({
          path: '/v1',
          allow: 'unauthenticated',
        });
        const all = Router().use(tracking, router);
        deps.httpRouter.use(Router().use('/v1', all));
        deps.rootHttpRouter.use('/llm-ops/v1', all);

        lifecycle.addStartupHook(async () => {
          outbox.start();
          await services.start(deps.scheduler);
          await deps.scheduler.scheduleTask({
            id: 'llm-ops-prune-idempotency-keys',
            frequency: { hours: 1 },
            timeout: { minutes: 5 },
            fn: () => keys.prune(settings.api.idempotencyHours),
          });
        });
        lifecycle.addShutdownHook(async () => {
          await Promise.all([
            outbox.stop(),
            services.cost.meter.stop(),
            services.prompts.experiments.counts.stop(),
          ]);
        });
      },
    });
  },
});
