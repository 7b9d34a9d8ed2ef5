import { Config } from '@backstage/config';
import { Environment } from './providers';
import { readText, readUrl } from './settings';

const ENVIRONMENTS: readonly Environment[] = ['dev', 'stg', 'prod'];

/** What every configured tool instance has. */
export interface InstanceConfig {
  id: string;
  environments: readonly Environment[];
  webUrl?: string;
  /** Where it stands, e.g. `llmOps.mlflow.instances[0]`. */
  key: string;
  config: Config;
}

/**
 * Reads `llmOps.<tool>.instances`, the list of instances of one tool.
 *
 * @remarks
 * An instance without `environments` serves all of them. Ids must differ.
 */
export function readInstances(
  rootConfig: Config,
  tool: string,
): InstanceConfig[] {
  const key = `llmOps.${tool}.instances`;
  const seen = new Set<string>();
  return (rootConfig.getOptionalConfigArray(key) ?? []).map((config, index) => {
    const at = { config, key: `${key}[${index}]` };
    const id = readText(at, 'id', `${tool}-prod`);
    if (seen.has(id)) {
      throw new Error(
        `${key}[${index}].id: '${id}' is used twice; give every instance its own id, e.g. '${tool}-prod'`,
      );
    }
    seen.add(id);
    const environments =
      config.getOptionalStringArray('environments') ?? ENVIRONMENTS;
    for (const environment of environments) {
      if (!ENVIRONMENTS.includes(environment as Environment)) {
        throw new Error(
          `${key}[${index}].environments: '${environment}' is not one of dev, stg, prod; for example [dev, stg]`,
        );
      }
    }
    return {
      id,
      environments: environments as Environment[],
      webUrl: config.has('webUrl')
        ? readUrl(at, 'webUrl', `https://${tool}.example.org`)
        : undefined,
      ...at,
    };
  });
}
