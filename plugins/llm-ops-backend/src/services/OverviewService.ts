import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { countRecords } from '../store/overview';
import { ServiceDeps } from './deps';

/** What is counted, and what of it is ready to be used. */
const COUNTED = {
  datasets: {
    kind: 'dataset',
    table: 'datasets',
    ready: 'approved_at is not null',
  },
  models: { kind: 'model', table: 'models', ready: "status = 'approved'" },
  jobs: { kind: 'job', table: 'training_jobs', ready: "status = 'running'" },
  endpoints: {
    kind: 'endpoint',
    table: 'endpoints',
    ready: "status = 'healthy'",
  },
} as const;

/** Counts for the first page, so that it needs no whole list. */
export class OverviewService {
  readonly #deps: Pick<ServiceDeps, 'database'>;

  constructor(deps: Pick<ServiceDeps, 'database'>) {
    this.#deps = deps;
  }

  /** Counts of what is within reach, by kind. */
  async counts(reach: Reach) {
    const { database } = this.#deps;
    const [datasets, models, jobs, endpoints] = await Promise.all([
      countRecords(database, COUNTED.datasets, reach),
      countRecords(database, COUNTED.models, reach),
      countRecords(database, COUNTED.jobs, reach),
      countRecords(database, COUNTED.endpoints, reach),
    ]);
    return {
      datasets: { total: datasets.total, approved: datasets.ready },
      models: { total: models.total, approved: models.ready },
      jobs: { total: jobs.total, running: jobs.ready },
      endpoints: { total: endpoints.total, healthy: endpoints.ready },
    };
  }
}
