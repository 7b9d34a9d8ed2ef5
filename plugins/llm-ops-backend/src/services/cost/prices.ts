import { Config } from '@backstage/config';
import { settingError } from '@llm-ops/plugin-llm-ops-node';
import { CostResourceType, Usage } from './types';

/** What usage costs; `llmOps.cost`. */
export interface Prices {
  currency: string;
  cpuHour: number;
  /** By GPU type, lower case; `default` for any other. */
  gpuHour: Record<string, number>;
  promptTokens: number;
  completionTokens: number;
  /** What one resource may cost a month. */
  budgets: Partial<Record<CostResourceType, number>>;
}

const KEY = 'llmOps.cost';

/**
 * Reads `llmOps.cost`; nothing costs anything where it says nothing.
 * @throws Error naming the key, the reason and an example
 */
export function readPrices(root: Config): Prices {
  const config = root.getOptionalConfig(KEY);
  const price = (
    name: string,
    value: unknown = config?.getOptional(name) ?? 0,
  ) => {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      throw settingError(
        `${KEY}.${name}`,
        `'${value}' is not a number from 0`,
        `${name}: 0.5`,
      );
    }
    return value;
  };
  const tokens = typeof config?.getOptional('thousandTokens') === 'object';
  const currency = config?.getOptionalString('currency') ?? 'USD';
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw settingError(
      `${KEY}.currency`,
      `'${currency}' is not a code of three letters`,
      'currency: EUR',
    );
  }
  const gpus = (config?.getOptional('gpuHour') ?? {}) as object;
  const budget = (type: CostResourceType) =>
    config?.has(`budgets.${type}`) ? price(`budgets.${type}`) : undefined;
  return {
    currency,
    cpuHour: price('cpuHour'),
    gpuHour: Object.fromEntries(
      Object.entries(gpus).map(([type, value]) => [
        type.toLowerCase(),
        price(`gpuHour.${type}`, value),
      ]),
    ),
    promptTokens: price(tokens ? 'thousandTokens.prompt' : 'thousandTokens'),
    completionTokens: price(
      tokens ? 'thousandTokens.completion' : 'thousandTokens',
    ),
    budgets: { training: budget('training'), serving: budget('serving') },
  };
}

/** What some usage costs; of one GPU type. */
export function costOf(usage: Usage, prices: Prices): number {
  const gpu = prices.gpuHour[usage.gpuType.toLowerCase()];
  return (
    usage.gpuHours * (gpu ?? prices.gpuHour.default ?? 0) +
    usage.cpuHours * prices.cpuHour +
    (usage.promptTokens * prices.promptTokens +
      usage.completionTokens * prices.completionTokens) /
      1000
  );
}
