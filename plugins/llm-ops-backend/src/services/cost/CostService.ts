import { InputError } from '@backstage/errors';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { countResources, sumUsage, UsageFilter } from '../../store/cost/usage';
import { ServiceDeps } from '../deps';
import { PolicyScope } from '../governance';
import { costOf, Prices } from './prices';
import { CostResourceType, NO_USAGE, Usage } from './types';

/** What one resource used, and whoever used it, in a stretch of time. */
export interface CostProfile extends Usage {
  id: string;
  /** `2026-11`, `2026-11-25` or `total`. */
  timeWindow: string;
  cost: number;
  currency: string;
  /** Cost above the budget of a month; negative below it. */
  budgetVariance?: number;
  createdAt: string;
}

export interface ProfileFilter {
  resourceType?: string;
  resourceId?: string;
  timeWindow?: string;
  groupBy?: 'user' | 'team';
  reach?: Reach;
}

const ALIASES: Record<string, CostResourceType> = {
  training: 'training',
  training_job: 'training',
  serving: 'serving',
  serving_endpoint: 'serving',
};
/** How long a month's cost is gone by, in milliseconds. */
const CACHE_MS = 10_000;

/** Says what models cost, from what was counted and the configured prices. */
export class CostService {
  readonly #deps: Pick<ServiceDeps, 'database' | 'clock'>;
  readonly #prices: Prices;
  readonly #monthly = new Map<
    string,
    { until: number; cost: Promise<number> }
  >();

  constructor(deps: Pick<ServiceDeps, 'database' | 'clock'>, prices: Prices) {
    this.#deps = deps;
    this.#prices = prices;
  }

  /** One profile a resource and window, the latest window first. */
  async profiles(filter: ProfileFilter): Promise<CostProfile[]> {
    const type = this.#typeOf(filter.resourceType);
    if (filter.resourceType && !type) {
      return [];
    }
    const window = windowOf(filter.timeWindow);
    const usages = await sumUsage(
      this.#deps.database,
      {
        resourceType: type,
        resourceId: filter.resourceId,
        reach: filter.reach,
        ...window.range,
      },
      [
        'day',
        'resource_type',
        'resource_id',
        'gpu_type',
        ...(filter.groupBy === 'user' ? (['subject'] as const) : []),
        ...(filter.groupBy === 'team' ? (['team'] as const) : []),
      ],
    );
    const profiles = new Map<string, CostProfile>();
    for (const usage of usages) {
      const timeWindow = window.name(usage.day);
      const id = [
        usage.resourceType,
        usage.resourceId,
        timeWindow,
        ...(filter.groupBy ? [usage.subject || usage.team] : []),
      ].join(':');
      const profile = profiles.get(id) ?? {
        ...usage,
        ...NO_USAGE,
        id,
        timeWindow,
        cost: 0,
        currency: this.#prices.currency,
        createdAt: `${usage.day}T00:00:00.000Z`,
      };
      add(profile, usage);
      profile.cost += costOf(usage, this.#prices);
      profiles.set(id, profile);
    }
    return [...profiles.values()]
      .map(profile => ({ ...profile, ...this.#variance(profile) }))
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** Sums over days, both ends included. */
  async aggregate(filter: {
    resourceType?: string;
    from?: string;
    to?: string;
    reach?: Reach;
  }) {
    const type = this.#typeOf(filter.resourceType);
    const unknown = Boolean(filter.resourceType) && !type;
    const range = { ...filter, resourceType: type };
    const usages = unknown ? [] : await this.#sum(range);
    const total = { ...NO_USAGE };
    usages.forEach(usage => add(total, usage));
    return {
      ...total,
      cost: usages.reduce((sum, u) => sum + costOf(u, this.#prices), 0),
      currency: this.#prices.currency,
      resources: unknown
        ? 0
        : await countResources(this.#deps.database, {
            resourceType: type,
            reach: filter.reach,
          }),
    };
  }

  /** What the resources of a policy's scope have cost since the month began. */
  monthlyCost(scope: PolicyScope): Promise<number> {
    const type = this.#typeOf(scope);
    const month = this.#deps.clock().toISOString().slice(0, 7);
    const key = `${type ?? ''} ${month}`;
    const known = this.#monthly.get(key);
    if (known && known.until > Date.now()) {
      return known.cost;
    }
    const cost = this.#sum({ resourceType: type, from: `${month}-01` }).then(
      usages => usages.reduce((sum, u) => sum + costOf(u, this.#prices), 0),
    );
    this.#monthly.set(key, { until: Date.now() + CACHE_MS, cost });
    cost.catch(() => this.#monthly.delete(key));
    return cost;
  }

  #sum(filter: UsageFilter): Promise<Usage[]> {
    return sumUsage(this.#deps.database, filter, ['gpu_type']);
  }

  #typeOf(name: string | undefined): CostResourceType | undefined {
    return name === undefined ? undefined : ALIASES[name];
  }

  #variance({ resourceType, timeWindow, cost }: CostProfile) {
    const budget = this.#prices.budgets[resourceType];
    return budget !== undefined && /^\d{4}-\d{2}$/.test(timeWindow)
      ? { budgetVariance: cost - budget }
      : {};
  }
}

function add(to: typeof NO_USAGE, usage: typeof NO_USAGE): void {
  for (const name of Object.keys(NO_USAGE) as (keyof typeof NO_USAGE)[]) {
    to[name] += usage[name];
  }
}

/** Days of a window, and the name of the window that a day lies in. */
function windowOf(given = 'month') {
  const month = (day: string) => day.slice(0, 7);
  if (['month', 'monthly'].includes(given)) {
    return { range: {}, name: month };
  }
  if (['day', 'daily'].includes(given)) {
    return { range: {}, name: (day: string) => day };
  }
  if (given === 'total') {
    return { range: {}, name: () => 'total' };
  }
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(given)) {
    const range =
      given.length === 7
        ? { from: `${given}-01`, to: `${given}-31` }
        : { from: given, to: given };
    return { range, name: () => given };
  }
  throw new InputError(
    `time_window: '${given}' is not one of day, month, total, or a month or day such as 2026-11 or 2026-11-25`,
  );
}
