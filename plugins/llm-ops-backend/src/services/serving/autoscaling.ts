import { InputError } from '@backstage/errors';
import { ServingSpec } from '@llm-ops/plugin-llm-ops-node';

/** What an endpoint is asked to scale by, under the names of answers. */
export type AutoscalePolicy = Record<string, number>;

/** Other spellings that clients use. */
const ALIASES: Record<string, string> = {
  cpu: 'cpuUtilization',
  cpu_utilization: 'cpuUtilization',
  memory: 'memoryUtilization',
  memory_utilization: 'memoryUtilization',
  gpu: 'gpuUtilization',
  gpu_utilization: 'gpuUtilization',
  target_latency_ms: 'targetLatencyMs',
};
/** Percentages; serving scales by those that are in {@link SCALED}. */
const PERCENTAGES = ['cpuUtilization', 'memoryUtilization', 'gpuUtilization'];
/** What serving scales by. */
const SCALED = ['cpuUtilization', 'memoryUtilization'];
/** Percent of the requested CPU that is aimed at when nothing is said. */
const DEFAULT_CPU = 70;

/**
 * A policy with the usual names, checked.
 * @throws InputError naming the metric and what it may be
 */
export function toPolicy(given: Record<string, unknown>): AutoscalePolicy {
  const entries = Object.entries(given)
    .map(([key, value]) => [ALIASES[key] ?? key, value] as const)
    .filter(([, value]) => value !== null && value !== undefined);
  for (const [name, value] of entries) {
    const whole = Number.isInteger(value) && Number(value) >= 1;
    if (PERCENTAGES.includes(name) && !(whole && Number(value) <= 100)) {
      throw new InputError(
        `${name} must be a whole number from 1 to 100 (percent of what a replica asks for), not ${JSON.stringify(
          value,
        )}`,
      );
    }
    if (name === 'targetLatencyMs' && !whole) {
      throw new InputError(
        `targetLatencyMs must be a whole number of milliseconds from 1, not ${JSON.stringify(
          value,
        )}`,
      );
    }
  }
  return Object.fromEntries(entries) as AutoscalePolicy;
}

/** What the serving framework scales by. */
export function toAutoscale(
  policy: AutoscalePolicy | undefined,
): NonNullable<ServingSpec['autoscale']> {
  const { cpuUtilization, memoryUtilization } = policy ?? {};
  return cpuUtilization === undefined && memoryUtilization === undefined
    ? { cpuUtilization: DEFAULT_CPU }
    : { cpuUtilization, memoryUtilization };
}

/** A sentence on metrics that are kept, but that nothing scales by. */
export function unscaled(
  policy: AutoscalePolicy | undefined,
): string | undefined {
  const names = Object.keys(policy ?? {}).filter(key => !SCALED.includes(key));
  return names.length > 0
    ? `It is not scaled by ${names.join(
        ', ',
      )}: endpoints scale by cpuUtilization and memoryUtilization only`
    : undefined;
}
