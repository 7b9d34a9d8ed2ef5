import {
  CallOptions,
  CreateRunOptions,
  Environment,
  ExperimentTracker,
  MetricPoint,
  ProviderInstance,
  RunArtifact,
  SearchRunsOptions,
  ToolHealth,
  TrackedRun,
} from '@llm-ops/plugin-llm-ops-node';
import { z } from 'zod';
import { listArtifacts, readArtifact } from './artifacts';
import { MlflowClient } from './client';
import { Experiments } from './Experiments';
import { MlflowIngest } from './ingest/MlflowIngest';
import { quote, splitBatch, toNumber, toTrackedRun } from './map';
import { empty, historySchema, oneRunSchema, runPageSchema } from './schemas';

/** Tag by which a run is found again when its creation is replayed. */
const KEY_TAG = 'llmops.operation_id';
/** Most points asked for in one page of a metric's history (limit 25 000). */
const HISTORY_PAGE = 25_000;

/** {@link ExperimentTracker} over MLflow's REST API. */
export class MlflowTracker implements ExperimentTracker {
  readonly instance: ProviderInstance;
  readonly supports = { metricHistory: true, artifacts: true };
  readonly ingest: MlflowIngest;
  readonly #client: MlflowClient;
  readonly #experiments: Experiments;

  constructor(options: {
    id: string;
    environments: readonly Environment[];
    webUrl?: string;
    client: MlflowClient;
  }) {
    this.#client = options.client;
    this.#experiments = new Experiments(options.client);
    this.ingest = new MlflowIngest(options.client);
    this.instance = {
      id: options.id,
      tool: 'mlflow',
      environments: options.environments,
      supportedVersions: '>=3.0 <4',
      upgradePath:
        'Back up its database, install MLflow 3 and run "mlflow db upgrade" before its server is started again; runs reported meanwhile are kept here and sent afterwards',
      webUrl: options.webUrl?.replace(/\/+$/, ''),
    };
  }

  async probe(options?: CallOptions): Promise<ToolHealth> {
    const checkedAt = new Date().toISOString();
    try {
      const health = await this.#client.open('/health', options);
      const version = (
        await (await this.#client.open('/version', options)).text()
      ).trim();
      return {
        status: health.ok ? 'healthy' : 'degraded',
        message: health.ok ? 'Answers' : `/health answers ${health.status}`,
        version: /^\d/.test(version) ? version : undefined,
        checkedAt,
      };
    } catch (error) {
      return {
        status: 'unavailable',
        message: (error as Error).message,
        checkedAt,
      };
    }
  }

  async createRun(options: CreateRunOptions): Promise<TrackedRun> {
    const experimentId = options.fresh
      ? await this.#experiments.lately(options.experimentName, options.signal)
      : await this.#experiments.idOf(options.experimentName, options.signal);
    const existing = options.fresh
      ? undefined
      : await this.#findByKey(experimentId, options.key, options.signal);
    if (existing) {
      return existing;
    }
    const tags = { ...options.tags, [KEY_TAG]: options.key };
    const { run } = await this.#client.call(
      oneRunSchema,
      'POST',
      'runs/create',
      {
        experiment_id: experimentId,
        run_name: options.runName,
        start_time: options.startTime,
        user_id: options.tags?.['mlflow.user'],
        tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      },
      options.signal,
    );
    const runId = run.info.run_id;
    if (!options.status && !options.params && !options.inputs) {
      return toTrackedRun(run, this.instance.webUrl);
    }
    if (options.status && options.status !== 'RUNNING') {
      await this.updateRun(runId, { status: options.status }, options);
    }
    await this.logBatch(runId, { params: options.params }, options);
    await this.#logInputs(runId, options);
    return this.getRun(runId, options);
  }

  async updateRun(
    runId: string,
    change: {
      status?: TrackedRun['status'];
      endTime?: number;
      runName?: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    await this.#client.call(
      empty,
      'POST',
      'runs/update',
      {
        run_id: runId,
        status: change.status,
        end_time: change.endTime,
        run_name: change.runName,
      },
      options?.signal,
    );
  }

  async deleteRun(runId: string, options?: CallOptions): Promise<void> {
    await this.#client.call(
      empty,
      'POST',
      'runs/delete',
      { run_id: runId },
      options?.signal,
    );
  }

  async logBatch(
    runId: string,
    batch: Parameters<ExperimentTracker['logBatch']>[1],
    options?: CallOptions,
  ): Promise<void> {
    for (const part of splitBatch(batch)) {
      await this.#client.call(
        empty,
        'POST',
        'runs/log-batch',
        { run_id: runId, ...part },
        options?.signal,
      );
    }
  }

  async getRun(runId: string, options?: CallOptions): Promise<TrackedRun> {
    const { run } = await this.#client.call(
      oneRunSchema,
      'GET',
      'runs/get',
      { run_id: runId },
      options?.signal,
    );
    return toTrackedRun(run, this.instance.webUrl);
  }

  async searchRuns(options: SearchRunsOptions) {
    const experiments = await this.#experiments.all(options.signal);
    const wanted = options.experimentNames
      ? experiments.filter(e => options.experimentNames?.includes(e.name))
      : experiments;
    if (wanted.length === 0) {
      return { runs: [] };
    }
    const answer = await this.#client.call(
      runPageSchema,
      'POST',
      'runs/search',
      {
        experiment_ids: wanted.map(e => e.experiment_id),
        filter: options.filter ?? '',
        order_by: options.orderBy ?? ['attributes.start_time DESC'],
        max_results: options.maxResults,
        page_token: options.pageToken,
      },
      options.signal,
    );
    const names = new Map(experiments.map(e => [e.experiment_id, e.name]));
    return {
      runs: (answer.runs ?? []).map(run => ({
        ...toTrackedRun(run, this.instance.webUrl),
        experimentName: names.get(run.info.experiment_id),
      })),
      nextPageToken: answer.next_page_token || undefined,
    };
  }

  async getMetricHistory(
    runId: string,
    key: string,
    options?: CallOptions,
  ): Promise<MetricPoint[]> {
    const points: MetricPoint[] = [];
    let token: string | undefined;
    do {
      const page: z.infer<typeof historySchema> = await this.#client.call(
        historySchema,
        'GET',
        'metrics/get-history',
        {
          run_id: runId,
          metric_key: key,
          max_results: HISTORY_PAGE,
          page_token: token,
        },
        options?.signal,
      );
      for (const metric of page.metrics ?? []) {
        points.push({
          key,
          value: toNumber(metric.value),
          timestamp: metric.timestamp,
          step: metric.step ?? 0,
        });
      }
      token = page.next_page_token || undefined;
    } while (token);
    return points.sort((a, b) => a.step - b.step || a.timestamp - b.timestamp);
  }

  listArtifacts(
    runId: string,
    path?: string,
    options?: CallOptions,
  ): Promise<RunArtifact[]> {
    return listArtifacts(this.#client, { runId, path, ...options });
  }

  readArtifact(
    runId: string,
    path: string,
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    return readArtifact(this.#client, { runId, path, ...options });
  }

  async #findByKey(experimentId: string, key: string, signal?: AbortSignal) {
    const answer = await this.#client.call(
      runPageSchema,
      'POST',
      'runs/search',
      {
        experiment_ids: [experimentId],
        filter: `tags.\`${KEY_TAG}\` = ${quote(key)}`,
        order_by: ['attributes.start_time ASC'],
        max_results: 1,
      },
      signal,
    );
    const run = answer.runs?.[0];
    return run && toTrackedRun(run, this.instance.webUrl);
  }

  async #logInputs(runId: string, options: CreateRunOptions): Promise<void> {
    if (!options.inputs?.length) {
      return;
    }
    await this.#client.call(
      empty,
      'POST',
      'runs/log-inputs',
      {
        run_id: runId,
        datasets: options.inputs.map(input => ({
          tags: [{ key: 'mlflow.data.context', value: input.context }],
          dataset: {
            name: input.name,
            digest: input.digest,
            source_type: 's3',
            source: JSON.stringify({ uri: input.source }),
          },
        })),
      },
      options.signal,
    );
  }
}
