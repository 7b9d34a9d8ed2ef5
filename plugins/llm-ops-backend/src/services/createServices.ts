import {
  AuditorService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { createCostServices, Prices } from './cost';
import { createDatasetServices } from './datasets';
import { OutboxSettings } from '../outbox/settings';
import { PortalMetrics } from '../metrics';
import { ServiceDeps } from './deps';
import { AuditService, PolicyEngine, PolicyService } from './governance';
import { HealthService } from './health';
import { LineageService } from './LineageService';
import { OverviewService } from './OverviewService';
import { createModelServices } from './models';
import { NoticeWorker } from './notices';
import { OperationService } from './OperationService';
import { OwnerService } from './OwnerService';
import { PromptService } from './prompts';
import { createServingServices } from './serving';
import { RunSearchService } from './runs';
import { createTrainingServices } from './training';
import { createWorkflowServices } from './workflows';

/** Seconds between two looks at active jobs and endpoints. */
const OBSERVE_SECONDS = 2;
/** Seconds between two removals of ended operations. */
const CLEAN_SECONDS = 600;
/** Seconds between two probes of the tools. */
const PROBE_SECONDS = 10;
/** Seconds between two counts of what runs in clusters. */
const COUNT_SECONDS = 60;
/** Seconds between two removals of what has expired. */
const PURGE_SECONDS = 3600;
/** Seconds between two looks for uploads that a killed process left. */
const SWEEP_SECONDS = 3_600;
/** Age at which such an upload is removed, in milliseconds. */
const SWEEP_AGE_MS = 24 * 3_600_000;

/** Makes every service; `start` begins what is periodic. */
export function createServices(
  deps: ServiceDeps,
  {
    auditor,
    outbox,
    prices,
    auditRetentionDays,
    metrics,
  }: {
    auditor: AuditorService;
    outbox: OutboxSettings;
    prices: Prices;
    auditRetentionDays: number;
    metrics: PortalMetrics;
  },
) {
  new NoticeWorker(deps).register();
  const models = createModelServices(deps);
  const datasets = createDatasetServices(deps);
  const training = createTrainingServices(deps, models, datasets);
  const prompts = new PromptService(deps);
  const cost = createCostServices(deps, prices);
  const serving = createServingServices(deps, models, prompts, cost);
  const workflows = createWorkflowServices(deps, {
    models,
    datasets,
    training,
    serving,
  });
  const health = new HealthService(deps, metrics.probed);
  const operations = new OperationService(deps, auditor, outbox);
  metrics.observe({
    tools: () => health.tools(),
    queues: () => operations.summary(),
  });
  const owners = new OwnerService(deps);
  const audit = new AuditService(deps);
  const policyEngine = new PolicyEngine({
    knex: deps.database,
    logger: deps.logger,
    clock: deps.clock,
    facts: {
      rolesOf: actor => deps.rolesOf(actor),
      monthlyCost: scope => cost.costs.monthlyCost(scope),
    },
  });
  return {
    models,
    datasets,
    runSearch: new RunSearchService(deps),
    training,
    serving,
    workflows,
    prompts,
    cost,
    audit,
    policyEngine,
    policies: new PolicyService(deps, policyEngine),
    health,
    lineage: new LineageService(deps, owners),
    overview: new OverviewService(deps),
    owners,
    operations,
    async start(scheduler: SchedulerService): Promise<void> {
      const every = (
        id: string,
        seconds: number,
        fn: () => Promise<void>,
        scope: 'global' | 'local',
      ) =>
        scheduler.scheduleTask({
          id,
          scope,
          frequency: { seconds },
          timeout: { seconds: 60 },
          fn,
        });
      await every(
        'llm-ops-observe-jobs',
        OBSERVE_SECONDS,
        () => training.observer.observeAll(),
        'global',
      );
      await every(
        'llm-ops-observe-pipelines',
        OBSERVE_SECONDS,
        () => workflows.observer.observeAll(),
        'global',
      );
      await every(
        'llm-ops-observe-endpoints',
        OBSERVE_SECONDS,
        () => serving.observer.observeAll(),
        'global',
      );
      cost.meter.start();
      prompts.experiments.counts.start();
      await every(
        'llm-ops-count-usage',
        COUNT_SECONDS,
        () => cost.compute.count(),
        'global',
      );
      await every(
        'llm-ops-purge-audit',
        PURGE_SECONDS,
        async () => {
          await audit.purge(auditRetentionDays);
        },
        'global',
      );
      await every(
        'llm-ops-purge-credentials',
        PURGE_SECONDS,
        () => deps.credentials.purge(),
        'global',
      );
      await every(
        'llm-ops-sweep-uploads',
        SWEEP_SECONDS,
        async () => void (await deps.objectStore.sweep(SWEEP_AGE_MS)),
        'global',
      );
      await every(
        'llm-ops-probe',
        PROBE_SECONDS,
        () => health.probeAll(),
        'local',
      );
      await every(
        'llm-ops-clean-outbox',
        CLEAN_SECONDS,
        () => operations.clean(),
        'global',
      );
    },
  };
}

export type Services = ReturnType<typeof createServices>;
