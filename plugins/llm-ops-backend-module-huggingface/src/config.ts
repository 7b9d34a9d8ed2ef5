import { RootConfigService } from '@backstage/backend-plugin-api';
import { readInstances, readText, readUrl } from '@llm-ops/plugin-llm-ops-node';

/** Reads `llmOps.huggingface.instances`. @throws Error with key, reason and example */
export function readHuggingFaceConfig(config: RootConfigService) {
  return readInstances(config, 'huggingface').map(at => ({
    id: at.id,
    environments: at.environments,
    webUrl: at.webUrl,
    url: readUrl(at, 'url', 'https://hub.example.org'),
    token: at.config.has('token')
      ? readText(at, 'token', '${HUB_TOKEN}')
      : undefined,
  }));
}
