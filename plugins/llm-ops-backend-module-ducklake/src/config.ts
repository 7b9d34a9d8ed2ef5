import { RootConfigService } from '@backstage/backend-plugin-api';
import { readInstances, readText } from '@llm-ops/plugin-llm-ops-node';

/** Reads `llmOps.ducklake.instances`. @throws Error with key, reason and example */
export function readDuckLakeConfig(config: RootConfigService) {
  return readInstances(config, 'ducklake').map(at => ({
    id: at.id,
    environments: at.environments,
    directory: readText(at, 'directory', '/var/lib/llm-ops/ducklake'),
    extensions: readText(at, 'extensions', '/opt/duckdb'),
  }));
}
