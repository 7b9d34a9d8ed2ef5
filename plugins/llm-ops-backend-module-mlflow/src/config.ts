import { RootConfigService } from '@backstage/backend-plugin-api';
import { readInstances, readText, readUrl } from '@llm-ops/plugin-llm-ops-node';

/** Reads `llmOps.mlflow.instances`. @throws Error with key, reason and example */
export function readMlflowConfig(config: RootConfigService) {
  return readInstances(config, 'mlflow').map(at => ({
    id: at.id,
    environments: at.environments,
    webUrl: at.webUrl,
    url: readUrl(at, 'url', 'http://127.0.0.1:5000'),
    token: at.config.has('token')
      ? readText(at, 'token', '${MLFLOW_TOKEN}')
      : undefined,
  }));
}
