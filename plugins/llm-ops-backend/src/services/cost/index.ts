import { ServiceDeps } from '../deps';
import { ComputeMeter } from './ComputeMeter';
import { CostService } from './CostService';
import { Prices } from './prices';
import { Teams } from './Teams';
import { UsageMeter } from './UsageMeter';

/** The services that count usage and say what it costs. */
export function createCostServices(deps: ServiceDeps, prices: Prices) {
  return {
    teams: new Teams(actor => deps.rolesOf(actor)),
    compute: new ComputeMeter(deps),
    costs: new CostService(deps, prices),
    meter: new UsageMeter({
      knex: deps.database,
      logger: deps.logger,
      clock: deps.clock,
    }),
  };
}

export { BufferedCounts } from './BufferedCounts';
export type { CostProfile, CostService } from './CostService';
export { readPrices } from './prices';
export type { Prices } from './prices';
export type { Teams } from './Teams';
export type { UsageMeter } from './UsageMeter';
