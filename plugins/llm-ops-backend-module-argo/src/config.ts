import { RootConfigService } from '@backstage/backend-plugin-api';
import {
  readChoice,
  readInstances,
  readText,
} from '@llm-ops/plugin-llm-ops-node';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'] as const;

/** Reads `llmOps.argo.instances`. @throws Error with key, reason and example */
export function readArgoConfig(config: RootConfigService) {
  return readInstances(config, 'argo').map(at => ({
    id: at.id,
    environments: at.environments,
    webUrl: at.webUrl,
    kubeconfig: readText(at, 'kubeconfig', '/etc/llm-ops/kubeconfig'),
    namespace: readText(at, 'namespace', 'llm-ops-training'),
    serviceAccount: at.config.getOptionalString('serviceAccount') ?? 'workflow',
    imagePullPolicy: readChoice(
      at,
      'imagePullPolicy',
      PULL_POLICIES,
      'IfNotPresent',
    ),
  }));
}
