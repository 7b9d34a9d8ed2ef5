import { Readable } from 'node:stream';
import { ReadableStream as WebStream } from 'node:stream/web';
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
import { downsample } from './downsample';
import { MetricHistories } from './MetricHistories';
import { checkMetrics, ReportedMetric } from './metrics';
import { fromTracked } from './trackedRun';
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
  tags: Record<string, string>;
}

/** Points of one metric, as many as were asked for. */
export interface MetricHistory {
  points: MetricPoint[];
  /** How many the tracker has. */
  total: number;
  /** How many of them are NaN or infinite. */
  notFinite: number;
  stale: boolean;
}

/** Runs of jobs: reads come from the tracker, or from what was last seen. */
export class ExperimentService {
  readonly #deps: ServiceDeps;
  readonly #training: TrainingService;
  readonly #journal: JournalService;
  readonly #histories = new MetricHistories();

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
    return this.#see(run);
  }

  /** A run by the tracker's id. @throws NotFoundError when there is none */
  async run(runId: string): Promise<SeenRun> {
    const run = await findRunByTrackingId(this.#deps.database, runId);
    if (!run) {
      throw notFound('run', runId);
    }
    return this.#see(run);
  }

  /**
   * Points of one metric by step, at most `most` of them, chosen so that they
   * draw the same curve; none, and stale, while the tracker is away. What is
   * not a number cannot be drawn and is counted.
   */
  async metricHistory(
    runId: string,
    key: string,
    most = Infinity,
  ): Promise<MetricHistory> {
    const tracker = await this.#trackerOf(runId);
    try {
      const all = await this.#histories.read(
        tracker,
        runId,
        key,
        READ_TIMEOUT_MS,
      );
      const drawn = all.filter(({ value }) => Number.isFinite(value));
      return {
        points: downsample(drawn, most),
        total: all.length,
        notFinite: all.length - drawn.length,
        stale: false,
      };
    } catch (error) {
      if (isUnavailable(error)) {
        return { points: [], total: 0, notFinite: 0, stale: true };
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

  /** Bytes of one artifact. @throws NotFoundError when there is no such file */
  async artifact(runId: string, path: string): Promise<Readable> {
    const tracker = await this.#trackerOf(runId);
    return Readable.fromWeb(
      (await tracker.readArtifact(runId, path)) as WebStream,
    );
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

  /** What the tracker says of a run now, or else what it last said. */
  async #see(run: RunRecord): Promise<SeenRun> {
    const backlog = await this.#journal.backlog(run.jobId);
    const known = { run, backlog, tags: run.journal?.tags ?? {} };
    if (!run.trackingRunId) {
      return { ...known, stale: false };
    }
    try {
      const seen = await this.#deps.providers
        .byId<ExperimentTracker>(run.tool)
        .getRun(run.trackingRunId, {
          signal: AbortSignal.timeout(READ_TIMEOUT_MS),
        });
      return {
        run: await this.#remember(run, seen),
        tags: seen.tags,
        stale: false,
        backlog,
      };
    } catch (error) {
      if (isUnavailable(error)) {
        return { ...known, stale: true };
      }
      throw error;
    }
  }

  async #remember(run: RunRecord, seen: TrackedRun): Promise<RunRecord> {
    const metrics = { ...run.metrics, ...seen.metrics };
    if (JSON.stringify(metrics) !== JSON.stringify(run.metrics)) {
      const updatedAt = this.#deps.clock().toISOString();
      await updateRun(this.#deps.database, run.id, { metrics, updatedAt }, run);
    }
    return {
      ...run,
      metrics,
      parameters: { ...run.parameters, ...seen.params },
      webUrl: seen.webUrl ?? run.webUrl,
    };
  }
}
