import { Environment } from '@llm-ops/plugin-llm-ops-node';

export const ENVIRONMENTS: readonly Environment[] = ['dev', 'stg', 'prod'];

/** What can be switched on and off, in words of the configuration. */
export const CAPABILITIES = [
  'experimentTracking',
  'orchestration',
  'serving',
  'registry',
  'dataVersioning',
  'governance',
  'prompts',
  'migration',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** Which capabilities are on, and where. */
export interface Features {
  /** In an environment, or in any when none is given. */
  isOn(capability: Capability, environment?: Environment): boolean;
  /** Where it is on. */
  environments(capability: Capability): Environment[];
}

/** Why something does not work, and who can change that. */
export function switchedOff(
  capability: Capability,
  environment?: Environment,
): string {
  return `${capability} is switched off${
    environment ? ` for ${environment}` : ''
  } in this installation; an administrator can switch it on with llmOps.features.${capability}`;
}
