import { createBackend } from '@backstage/backend-defaults';
import { collectMetrics } from './metrics';

collectMetrics();
const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('./metrics'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./policy'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@llm-ops/plugin-llm-ops-backend'));
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-mlflow'));
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-huggingface'));
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-ducklake'));
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-dvc'));
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-argo'));
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-kserve'));
backend.add(import('@llm-ops/plugin-catalog-backend-module-llm-ops'));
backend.add(import('@llm-ops/plugin-scaffolder-backend-module-llm-ops'));

backend.start();
