import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  ExperimentTracker,
  isUnavailable,
  MetricPoint,
  Reach,
  RunArtifact,
  TrackedRun,
} from '@llm-ops/plugin-llm-ops-node';
import {
  findRunByTrackingId,
  findRunOfJob,
  listRuns,
  updateRun,
} from '../../store/training/runs';
import { idsWithin } from '../../store/reach';
import { ServiceDeps } from '../deps';
import { notFound } from '../notFound';
import { JournalService } from '../tracking';
import { Backlog } from '../tracking/types';
import { checkMetrics, ReportedMetric } from './metrics';
import { TrainingService } from './TrainingService';
import { RunRecord } from './types';

/** How long a read waits for the tracker before the last known is shown, ms. */
const READ_TIMEOUT_MS = 5_000;

/** Runs looked at for somebody who may see only some, newest first. */
const SEARCH_LIMIT = 1_000;

/** A run, and whether it is only the last known. */
export interface SeenRun {
  run: RunRecord;
  stale: boolean;
  /** What the job logged and the tracker does not have yet. */
  backlog: Backlog;
}

/** Runs of jobs: reads come from the tracker, or from what was last seen. */
export class ExperimentService {
  readonly #deps: ServiceDeps;
  readonly #training: TrainingService;
  readonly #journal: JournalService;

  constructor(
    deps: ServiceDeps,
    training: TrainingService,
    journal: JournalService,
  ) {
    this.#deps = deps;
    this.#training = training;
    this.#journal = journal;
  }

  async runOfJob(jobId: string): Promise<SeenRun> {
    await this.#training.get(jobId);
    const run = await findRunOfJob(this.#deps.database, jobId);
    if (!run) {
      throw new NotFoundError(`The job ${jobId} has no experiment run`);
    }
    const backlog = await this.#journal.backlog(jobId);
    if (!run.trackingRunId) {
      return { run, stale: false, backlog };
    }
    const seenNow = await this.#orLastKnown(run, async () => {
      const seen = await this.#deps.providers
        .byId<ExperimentTracker>(run.tool)
        .getRun(run.trackingRunId!, {
          signal: AbortSignal.timeout(READ_TIMEOUT_MS),
        });
      return this.#remember(run, seen);
    });
    return { ...seenNow, backlog };
  }

  /** Points of one metric; none, and stale, while the tracker is away. */
  async metricHistory(
    runId: string,
    key: string,
  ): Promise<{ points: MetricPoint[]; stale: boolean }> {
    const tracker = await this.#trackerOf(runId);
    try {
      const points = await tracker.getMetricHistory(runId, key, {
        signal: AbortSignal.timeout(READ_TIMEOUT_MS),
      });
      return { points, stale: false };
    } catch (error) {
      if (isUnavailable(error)) {
        return { points: [], stale: true };
      }
      throw error;
    }
  }

  async artifacts(runId: string, path?: string): Promise<RunArtifact[]> {
    const tracker = await this.#trackerOf(runId);
    return tracker.listArtifacts(runId, path, {
      signal: AbortSignal.timeout(READ_TIMEOUT_MS),
    });
  }

  /** Adds points through the outbox, so that they survive an outage. */
  async logMetrics(
    jobId: string,
    metrics: ReportedMetric[],
    actor: string,
  ): Promise<number> {
    checkMetrics(metrics);
    const job = await this.#training.get(jobId);
    const run = await findRunOfJob(this.#deps.database, jobId);
    if (!run) {
      throw new ConflictError(`The job ${jobId} has no experiment run`);
    }
    const timestamp = this.#deps.clock().getTime();
    await this.#deps.database.transaction(async trx => {
      await this.#deps.outbox.enqueue(trx, {
        kind: 'training.logMetrics',
        tool: run.tool,
        lane: `run:${job.id}`,
        title: `Log ${metrics.length} metrics of ${job.id.slice(0, 8)}`,
        payload: { jobId, metrics: metrics.map(m => ({ ...m, timestamp })) },
        createdBy: actor,
      });
      await updateRun(trx, run.id, {
        metrics: {
          ...run.metrics,
          ...Object.fromEntries(metrics.map(m => [m.key, m.value])),
        },
        updatedAt: this.#deps.clock().toISOString(),
      });
    });
    this.#deps.outbox.wake();
    return timestamp;
  }

  /** Searches every tracker, or what was last seen of their runs, within reach. */
  async search(request: {
    experimentName?: string;
    filter?: string;
    maxResults: number;
    reach: Reach;
  }): Promise<{ runs: { run: RunRecord; jobId: string }[]; stale: boolean }> {
    const { maxResults, reach } = request;
    try {
      const found = await Promise.all(
        this.#deps.providers.trackers().map(tracker =>
          tracker.searchRuns({
            experimentNames: request.experimentName
              ? [request.experimentName]
              : undefined,
            filter: request.filter,
            // Trackers know no owners: ask for more, keep what is within reach.
            maxResults: reach === 'all' ? maxResults : SEARCH_LIMIT,
            signal: AbortSignal.timeout(READ_TIMEOUT_MS),
          }),
        ),
      );
      const runs = found
        .flatMap(page => page.runs)
        .sort((a, b) => (b.startTime ?? 0) - (a.startTime ?? 0))
        .map(run => fromTracked(run));
      return {
        runs: (await this.#within(reach, runs)).slice(0, maxResults),
        stale: false,
      };
    } catch (error) {
      if (!isUnavailable(error)) {
        throw error;
      }
      const runs = await listRuns(this.#deps.database, {
        experimentName: request.experimentName,
        limit: maxResults,
        reach,
      });
      return {
        runs: runs.map(run => ({ run, jobId: run.jobId })),
        stale: true,
      };
    }
  }

  async #within<T extends { jobId: string }>(reach: Reach, runs: T[]) {
    if (reach === 'all') {
      return runs;
    }
    const ids = runs.map(({ jobId }) => jobId);
    const own = await idsWithin(this.#deps.database, 'job', ids, reach);
    return runs.filter(({ jobId }) => own.has(jobId));
  }

  async #trackerOf(runId: string) {
    const run = await findRunByTrackingId(this.#deps.database, runId);
    if (!run) {
      throw notFound('run', runId);
    }
    return this.#deps.providers.byId<ExperimentTracker>(run.tool);
  }

  async #orLastKnown(
    run: RunRecord,
    read: () => Promise<RunRecord>,
  ): Promise<Omit<SeenRun, 'backlog'>> {
    try {
      return { run: await read(), stale: false };
    } catch (error) {
      if (isUnavailable(error)) {
        return { run, stale: true };
      }
      throw error;
    }
  }

  async #remember(run: RunRecord, seen: TrackedRun): Promise<RunRecord> {
    const metrics = { ...run.metrics, ...seen.metrics };
    if (JSON.stringify(metrics) !== JSON.stringify(run.metrics)) {
      await updateRun(this.#deps.database, run.id, {
        metrics,
        updatedAt: this.#deps.clock().toISOString(),
      });
    }
    return {
      ...run,
      metrics,
      parameters: { ...run.parameters, ...seen.params },
      webUrl: seen.webUrl ?? run.webUrl,
    };
  }
}

const STATUSES: Record<TrackedRun['status'], RunRecord['status']> = {
  SCHEDULED: 'running',
  RUNNING: 'running',
  FINISHED: 'completed',
  FAILED: 'failed',
  KILLED: 'killed',
};

function fromTracked(seen: TrackedRun): { run: RunRecord; jobId: string } {
  const start = new Date(seen.startTime ?? 0).toISOString();
  const jobId = seen.tags['llmops.job_id'] ?? '';
  return {
    jobId,
    run: {
      id: seen.runId,
      jobId,
      tool: '',
      trackingRunId: seen.runId,
      experimentId: seen.experimentId,
      experimentName: seen.experimentName ?? '',
      runName: seen.runName,
      parameters: seen.params,
      metrics: seen.metrics,
      status: STATUSES[seen.status],
      startTime: start,
      endTime: seen.endTime ? new Date(seen.endTime).toISOString() : undefined,
      updatedAt: start,
      webUrl: seen.webUrl,
    },
  };
}
