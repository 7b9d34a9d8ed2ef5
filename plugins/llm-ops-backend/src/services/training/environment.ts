import { Config } from '@backstage/config';

/** Image with the portal's own programs for stages. */
export function mlImage(config: Config): string {
  return (
    config.getOptionalString('llmOps.images.train') ??
    'localhost/llm-ops-ml:local'
  );
}

/** Where pods reach `/llm-ops/v1`. */
export function apiBaseUrl(config: Config): string {
  return (
    config.getOptionalString('llmOps.training.apiBaseUrl') ??
    `${config.getString('backend.baseUrl')}/llm-ops/v1`
  );
}
