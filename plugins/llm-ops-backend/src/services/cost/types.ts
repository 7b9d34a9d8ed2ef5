export type CostResourceType = 'training' | 'serving';

/** Whose usage a row counts. */
export interface UsageKey {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  resourceType: CostResourceType;
  resourceId: string;
  /** User or service. */
  subject: string;
  /** Group of the subject; empty when it has none. */
  team: string;
  /** Type of the GPUs; empty without. */
  gpuType: string;
}

export interface UsageAmounts {
  gpuHours: number;
  cpuHours: number;
  /** Hours that replicas of an endpoint were up, all together. */
  replicaHours: number;
  promptTokens: number;
  completionTokens: number;
  requests: number;
}

export type Usage = UsageKey & UsageAmounts;

export const NO_USAGE: UsageAmounts = {
  gpuHours: 0,
  cpuHours: 0,
  replicaHours: 0,
  promptTokens: 0,
  completionTokens: 0,
  requests: 0,
};
