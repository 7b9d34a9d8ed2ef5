import { NotFoundError } from '@backstage/errors';
import {
  CallOptions,
  CreateRunOptions,
  Environment,
  ExperimentTracker,
  isRetryable,
  MetricPoint,
  ProviderInstance,
  RunArtifact,
  SearchRunsOptions,
  ToolHealth,
  TrackedRun,
} from '@llm-ops/plugin-llm-ops-node';
import { z } from 'zod';
import { MlflowClient } from './client';
import {
  quote,
  runSchema,
  safeArtifactPath,
  splitBatch,
  toNumber,
  toTrackedRun,
} from './map';

/** Tag by which a run is found again when its creation is replayed. */
const KEY_TAG = 'llmops.operation_id';
/** Most points asked for in one page of a metric's history (limit 25 000). */
const HISTORY_PAGE = 25_000;

const empty = z.object({}).passthrough();
const experimentSchema = z.object({
  experiment: z.object({ experiment_id: z.string(), name: z.string() }),
});

/** {@link ExperimentTracker} over MLflow's REST API. */
export class MlflowTracker implements ExperimentTracker {
  readonly instance: ProviderInstance;
  readonly supports = { metricHistory: true, artifacts: true };
  readonly #client: MlflowClient;

  constructor(options: {
    id: string;
    environments: readonly Environment[];
    webUrl?: string;
    client: MlflowClient;
  }) {
    this.#client = options.client;
    this.instance = {
      id: options.id,
      tool: 'mlflow',
      environments: options.environments,
      supportedVersions: '>=3.0 <4',
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
    const experimentId = await this.#experiment(
      options.experimentName,
      options.signal,
    );
    const existing = await this.#findByKey(
      experimentId,
      options.key,
      options.signal,
    );
    if (existing) {
      return existing;
    }
    const tags = { ...options.tags, [KEY_TAG]: options.key };
    const { run } = await this.#client.call(
      z.object({ run: runSchema }),
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
      z.object({ run: runSchema }),
      'GET',
      'runs/get',
      { run_id: runId },
      options?.signal,
    );
    return toTrackedRun(run, this.instance.webUrl);
  }

  async searchRuns(options: SearchRunsOptions) {
    const experiments = await this.#experiments(options.signal);
    const wanted = options.experimentNames
      ? experiments.filter(e => options.experimentNames?.includes(e.name))
      : experiments;
    if (wanted.length === 0) {
      return { runs: [] };
    }
    const answer = await this.#client.call(
      z.object({
        runs: z.array(runSchema).optional(),
        next_page_token: z.string().optional(),
      }),
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
    const schema = z.object({
      metrics: z
        .array(
          z.object({
            key: z.string(),
            value: z.unknown(),
            timestamp: z.coerce.number(),
            step: z.coerce.number().optional(),
          }),
        )
        .optional(),
      next_page_token: z.string().optional(),
    });
    const points: MetricPoint[] = [];
    let token: string | undefined;
    do {
      const page: z.infer<typeof schema> = await this.#client.call(
        schema,
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

  async listArtifacts(
    runId: string,
    path?: string,
    options?: CallOptions,
  ): Promise<RunArtifact[]> {
    const answer = await this.#client.call(
      z.object({
        root_uri: z.string(),
        files: z
          .array(
            z.object({
              path: z.string(),
              is_dir: z.boolean().optional(),
              file_size: z.coerce.number().optional(),
            }),
          )
          .optional(),
      }),
      'GET',
      'artifacts/list',
      { run_id: runId, path: path && safeArtifactPath(path) },
      options?.signal,
    );
    return (answer.files ?? []).map(file => ({
      path: file.path,
      isDirectory: file.is_dir ?? false,
      size: file.is_dir ? undefined : file.file_size,
      uri: `${answer.root_uri}/${file.path}`,
    }));
  }

  async readArtifact(
    runId: string,
    path: string,
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    const query = new URLSearchParams({
      path: safeArtifactPath(path),
      run_uuid: runId,
    });
    const response = await this.#client.open(`/get-artifact?${query}`, options);
    if (!response.ok || !response.body) {
      throw new NotFoundError(`The run ${runId} has no artifact ${path}`);
    }
    return response.body;
  }

  async #experiment(name: string, signal?: AbortSignal): Promise<string> {
    const find = async () => {
      const answer = await this.#client.call(
        experimentSchema,
        'GET',
        'experiments/get-by-name',
        { experiment_name: name },
        signal,
      );
      return answer.experiment.experiment_id;
    };
    try {
      return await find();
    } catch (error) {
      if ((error as Error).name !== 'NotFoundError') {
        throw error;
      }
    }
    try {
      const made = await this.#client.call(
        z.object({ experiment_id: z.string() }),
        'POST',
        'experiments/create',
        { name },
        signal,
      );
      return made.experiment_id;
    } catch (error) {
      if (isRetryable(error) || (error as Error).name !== 'ConflictError') {
        throw error;
      }
      return find();
    }
  }

  async #experiments(signal?: AbortSignal) {
    const schema = z.object({
      experiments: z
        .array(z.object({ experiment_id: z.string(), name: z.string() }))
        .optional(),
      next_page_token: z.string().optional(),
    });
    const all: { experiment_id: string; name: string }[] = [];
    let token: string | undefined;
    do {
      const page: z.infer<typeof schema> = await this.#client.call(
        schema,
        'POST',
        'experiments/search',
        { max_results: 1000, page_token: token },
        signal,
      );
      all.push(...(page.experiments ?? []));
      token = page.next_page_token || undefined;
    } while (token);
    return all;
  }

  async #findByKey(experimentId: string, key: string, signal?: AbortSignal) {
    const answer = await this.#client.call(
      z.object({ runs: z.array(runSchema).optional() }),
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
