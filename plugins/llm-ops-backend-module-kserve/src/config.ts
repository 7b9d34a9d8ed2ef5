import { RootConfigService } from '@backstage/backend-plugin-api';
import {
  readChoice,
  readInstances,
  readText,
} from '@llm-ops/plugin-llm-ops-node';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'] as const;

/** Reads `llmOps.kserve.instances`. @throws Error with key, reason and example */
export function readKServeConfig(config: RootConfigService) {
  return readInstances(config, 'kserve').map(at => ({
    id: at.id,
    environments: at.environments,
    namespaces: Object.fromEntries(
      at.environments.map(environment => [
        environment,
        at.config.getOptionalString(`namespaces.${environment}`) ??
          `llm-ops-${environment}`,
      ]),
    ),
    kubeconfig: readText(at, 'kubeconfig', '/etc/llm-ops/kubeconfig'),
    runtime: at.config.getOptionalString('runtime'),
    serviceAccount: at.config.getOptionalString('serviceAccount') ?? 'serving',
    imagePullPolicy: readChoice(
      at,
      'imagePullPolicy',
      PULL_POLICIES,
      'IfNotPresent',
    ),
  }));
}
