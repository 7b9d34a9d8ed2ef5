import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { llmOpsMetricsPermission } from '@llm-ops/plugin-llm-ops-common';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import Router from 'express-promise-router';

const exporter = new PrometheusExporter({ preventServerStart: true });

/** Collects what every plugin meters; call it before the backend starts. */
export function collectMetrics(): void {
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [exporter] }));
}

/**
 * `GET /metrics`: the metrics of all plugins in Prometheus' text format, for
 * service tokens (`backend.auth.externalAccess`) and people with `llm-ops.metrics.read`.
 */
export default createBackendPlugin({
  pluginId: 'metrics',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        permissions: coreServices.permissions,
        rootHttpRouter: coreServices.rootHttpRouter,
      },
      async init({ httpAuth, permissions, rootHttpRouter }) {
        const router = Router();
        router.get('/', async (request, response) => {
          const credentials = await httpAuth.credentials(request, {
            allow: ['user', 'service'],
          });
          const [{ result }] = await permissions.authorize(
            [{ permission: llmOpsMetricsPermission }],
            { credentials },
          );
          if (result !== AuthorizeResult.ALLOW) {
            throw new NotAllowedError(
              'Reading metrics needs llm-ops.metrics.read',
            );
          }
          exporter.getMetricsRequestHandler(request, response);
        });
        rootHttpRouter.use('/metrics', router);
      },
    });
  },
});
