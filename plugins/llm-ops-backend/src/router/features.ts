import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import { CAPABILITIES, ENVIRONMENTS, Features, switchedOff } from '../features';
import { OperationRoute } from './types';

/** Route that says what is switched on, and where. */
export function createFeatureRoutes(features: Features): OperationRoute[] {
  return [
    {
      operationId: 'listFeatures',
      permission: llmOpsReadPermission,
      handle: async () => ({
        data: CAPABILITIES.map(name => ({
          name,
          enabled: features.isOn(name),
          environments: Object.fromEntries(
            ENVIRONMENTS.map(each => [each, features.isOn(name, each)]),
          ),
          reason: features.isOn(name) ? null : switchedOff(name),
        })),
      }),
    },
  ];
}
