import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { Environment, WorkflowSpec } from '@llm-ops/plugin-llm-ops-node';
import {
  findJob,
  insertJob,
  listJobs,
  queuePosition,
  updateJob,
} from '../../store/training/jobs';
import { insertRun } from '../../store/training/runs';
import { DatasetServices } from '../datasets';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { trainingPipeline } from './pipeline';
import {
  defaultOutputVersion,
  hyperparametersOf,
  outputFolder,
  pick,
  resourcesOf,
} from './submission';
import { JobRecord, RunRecord } from './types';

const TERMINAL = ['succeeded', 'failed', 'cancelled'];

/** Submission and life of training jobs. */
export class TrainingService {
  readonly #deps: ServiceDeps;
  readonly #models: ModelServices;
  readonly #datasets: DatasetServices;

  constructor(
    deps: ServiceDeps,
    models: ModelServices,
    datasets: DatasetServices,
  ) {
    this.#deps = deps;
    this.#models = models;
    this.#datasets = datasets;
  }

  list(filter: { modelId?: string; status?: string }): Promise<JobRecord[]> {
    return listJobs(this.#deps.database, filter);
  }

  async get(id: string): Promise<JobRecord> {
    const job = await findJob(this.#deps.database, id);
    if (!job) {
      throw new NotFoundError(`There is no training job with the id ${id}`);
    }
    return job;
  }

  /** What a queued or running job waits for. */
  async queue(job: JobRecord) {
    if (TERMINAL.includes(job.status)) {
      return undefined;
    }
    const reason = await this.#deps.outbox.waitingReason(`job:${job.id}`);
    if (!reason) {
      return undefined;
    }
    return {
      position:
        job.status === 'queued'
          ? await queuePosition(this.#deps.database, job)
          : null,
      reason,
      waitingFor: job.tool,
    };
  }

  /** Validates without effect and shows the workflow that would be made. */
  async dryRun(
    request: Record<string, unknown>,
    actor: string,
  ): Promise<object> {
    const { job, run } = await this.#plan(request, actor);
    const spec = await this.workflowOf(job, run);
    return this.#deps.providers.workflow(job.environment).render(spec, job.id);
  }

  /**
   * Records the job, its run and the operations that carry them out in one
   * transaction. No tool is asked, so this works with every tool down.
   */
  async submit(
    request: Record<string, unknown>,
    actor: string,
  ): Promise<JobRecord> {
    const { job, run, title } = await this.#plan(request, actor);
    await this.#deps.database.transaction(async trx => {
      await insertJob(trx, job);
      await insertRun(trx, run);
      await this.#deps.outbox.enqueue(trx, {
        kind: 'training.createRun',
        tool: run.tool,
        lane: `run:${job.id}`,
        title: `Create the run of ${title}`,
        payload: { jobId: job.id },
        createdBy: actor,
      });
      await this.#deps.outbox.enqueue(trx, {
        kind: 'training.submitWorkflow',
        tool: job.tool,
        lane: `job:${job.id}`,
        title: `Start ${title}`,
        payload: { jobId: job.id },
        createdBy: actor,
      });
    });
    this.#deps.outbox.wake();
    await this.#deps.publish('job', job.id, 'created');
    return job;
  }

  /** A new job with everything of the old one but its resources. */
  async resubmit(
    id: string,
    change: { resourceProfile: Record<string, unknown>; useGpu?: boolean },
    actor: string,
  ): Promise<JobRecord> {
    const old = await this.get(id);
    const hasGpu =
      pick(change.resourceProfile, 'gpuCount', 'gpu_count') !== undefined;
    const { outputModelVersion: _old, ...request } = old.request;
    return this.submit(
      {
        ...request,
        resourceProfile: change.resourceProfile,
        useGpu: change.useGpu ?? (hasGpu || old.request.useGpu === true),
      },
      actor,
    );
  }

  async cancel(id: string, actor: string): Promise<JobRecord> {
    const job = await this.get(id);
    if (TERMINAL.includes(job.status)) {
      throw new ConflictError(
        `The job has ${job.status} already and cannot be cancelled`,
      );
    }
    const now = this.#deps.clock().toISOString();
    await this.#deps.database.transaction(async trx => {
      await updateJob(trx, id, { status: 'cancelled', completedAt: now }, [
        'queued',
        'running',
      ]);
      await trx('operations')
        .where({ lane: `job:${id}` })
        .whereIn('state', ['pending', 'dead'])
        .update({ state: 'cancelled' });
      await this.#deps.outbox.enqueue(trx, {
        kind: 'training.cancelWorkflow',
        tool: job.tool,
        lane: `job:${id}`,
        title: `Cancel training ${id.slice(0, 8)}`,
        payload: { jobId: id },
        createdBy: actor,
      });
      const tool = this.#deps.providers.tracker(job.environment).instance.id;
      await this.#deps.outbox.enqueue(
        trx,
        finishRun(job, 'KILLED', now, actor, tool),
      );
    });
    this.#deps.outbox.wake();
    await this.#deps.publish('job', id, 'changed');
    return this.get(id);
  }

  /** The workflow of a job, as it is submitted. */
  async workflowOf(job: JobRecord, run: RunRecord): Promise<WorkflowSpec> {
    const { config, jobTokens } = this.#deps;
    const base = job.modelId
      ? await this.#models.models.get(job.modelId)
      : undefined;
    const dataset = await this.#datasets.datasets.get(job.datasetId);
    const version =
      job.datasetVersionId !== undefined
        ? await this.#datasets.datasets.version(
            job.datasetId,
            job.datasetVersionId,
          )
        : undefined;
    const retry = (job.request.retryPolicy ?? {}) as Record<string, number>;
    const profile = (job.request.resourceProfile ?? {}) as Record<
      string,
      unknown
    >;
    const minutes = Number(pick(profile, 'maxDuration', 'max_duration') ?? 60);
    return trainingPipeline({
      jobId: job.id,
      environment: job.environment,
      image: String(
        pick(profile, 'image') ??
          config.getOptionalString('llmOps.images.train') ??
          'localhost/llm-ops-ml:local',
      ),
      resources: resourcesOf(job.request, job.environment, config),
      maxRetries: retry.maxRetries ?? 1,
      backoffSeconds: retry.backoffSeconds ?? 5,
      maxMinutes: minutes,
      env: {
        JOB_ID: job.id,
        MODEL_ID: base?.id ?? '',
        MODEL_NAME: base?.name ?? '',
        MODEL_URI: base?.storageUri ?? '',
        DATASET_ID: dataset.id,
        DATASET_VERSION: String(version?.number ?? ''),
        DATASET_CHECKSUM: job.datasetChecksum ?? '',
        DATASET_URI: version?.storageUri ?? dataset.storageUri,
        OUTPUT_URI: job.outputUri,
        HYPERPARAMETERS: JSON.stringify(run.parameters),
        MLFLOW_TRACKING_URI:
          config.getOptionalString('llmOps.training.trackingUri') ?? '',
        MLFLOW_RUN_ID: run.trackingRunId ?? '',
        MLFLOW_EXPERIMENT_NAME: run.experimentName,
        API_BASE_URL:
          config.getOptionalString('llmOps.training.apiBaseUrl') ??
          `${config.getString('backend.baseUrl')}/llm-ops/v1`,
        LLM_OPS_JOB_TOKEN: jobTokens.issue(job.id, (minutes + 24 * 60) * 60),
      },
    });
  }

  async #plan(request: Record<string, unknown>, actor: string) {
    const environment = (request.environment ?? 'dev') as Environment;
    const jobType = String(request.jobType);
    if (jobType === 'finetune' && !request.modelId) {
      throw new InputError('modelId is needed for a finetune job');
    }
    const base = request.modelId
      ? await this.#models.models.requireApproved(
          String(request.modelId),
          'trained on',
        )
      : undefined;
    const dataset = await this.#datasets.datasets.requireApproved(
      String(request.datasetId),
    );
    const version = request.datasetVersionId
      ? await this.#datasets.datasets.version(
          dataset.id,
          String(request.datasetVersionId),
        )
      : (await this.#datasets.datasets.versions(dataset.id))[0];
    if (!version && !dataset.storageUri) {
      throw new ConflictError(
        `The data set ${dataset.name} has no data yet; upload files first`,
      );
    }
    const hyperparameters = hyperparametersOf(request);
    resourcesOf(request, environment, this.#deps.config);
    const now = this.#deps.clock();
    const outputName = String(
      request.outputModelName ?? `${base?.name ?? dataset.name}-finetuned`,
    );
    const outputVersion = String(
      request.outputModelVersion ?? defaultOutputVersion(now),
    );
    const profile = (request.resourceProfile ?? {}) as Record<string, unknown>;
    const gpuType = pick(profile, 'gpuType', 'gpu_type');
    const job: JobRecord = {
      id: randomUUID(),
      modelId: base?.id,
      datasetId: dataset.id,
      datasetVersionId: version?.id,
      datasetChecksum: version?.checksum,
      jobType,
      environment,
      status: 'queued',
      request: {
        ...request,
        outputModelName: outputName,
        outputModelVersion: outputVersion,
      },
      resourceProfile: {
        ...profile,
        ...(gpuType ? { gpuType, gpu_type: gpuType } : {}),
        outputModelConfig: {
          outputModelName: outputName,
          outputModelVersion: outputVersion,
          autoRegisterOutputModel: request.autoRegisterOutputModel ?? true,
        },
      },
      outputUri: this.#deps.objectStore.uri(
        outputFolder(outputName, outputVersion),
      ),
      stages: [],
      tool: this.#deps.providers.workflow(environment).instance.id,
      submittedBy: actor,
      submittedAt: now.toISOString(),
    };
    const run: RunRecord = {
      id: randomUUID(),
      jobId: job.id,
      tool: this.#deps.providers.tracker(environment).instance.id,
      experimentName: base ? `${base.name}-${base.version}` : outputName,
      runName: `run-${job.id}`,
      parameters: hyperparameters,
      metrics: {},
      status: 'running',
      startTime: now.toISOString(),
      updatedAt: now.toISOString(),
    };
    return { job, run, title: `training of ${outputName}` };
  }
}

/** The operation that ends a run at the tracker. */
export function finishRun(
  job: JobRecord,
  status: 'RUNNING' | 'FINISHED' | 'FAILED' | 'KILLED',
  at: string,
  actor: string,
  tool: string,
) {
  return {
    kind: 'training.updateRun',
    tool,
    lane: `run:${job.id}`,
    title: `Mark the run of ${job.id.slice(0, 8)} ${status.toLowerCase()}`,
    payload: { jobId: job.id, status, at },
    createdBy: actor,
  };
}
