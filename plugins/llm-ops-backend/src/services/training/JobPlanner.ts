import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import { Environment, WorkflowSpec } from '@llm-ops/plugin-llm-ops-node';
import { findSecret } from '../../secrets';
import { DatasetServices } from '../datasets';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { portalId } from '../tracking';
import { apiBaseUrl, mlImage } from './environment';
import { noticeWarnings } from './notifications';
import { trainingPipeline } from './pipeline';
import {
  defaultOutputVersion,
  hyperparametersOf,
  outputFolder,
  pick,
  resourcesOf,
} from './submission';
import { checkTrainJobSpec, withSpec } from './trainJobSpec';
import { JobRecord, RunRecord } from './types';

/** Turns a submission into a job with its run, and a job into a workflow. */
export class JobPlanner {
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
    const api = apiBaseUrl(config);
    const token = jobTokens.issue(job.id, (minutes + 24 * 60) * 60);
    return trainingPipeline({
      jobId: job.id,
      environment: job.environment,
      image: String(pick(profile, 'image') ?? mlImage(config)),
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
        // MLflow's client speaks to the portal, which never makes it wait.
        MLFLOW_TRACKING_URI: `${api}/mlflow`,
        MLFLOW_TRACKING_TOKEN: token,
        MLFLOW_RUN_ID: portalId(run.id),
        MLFLOW_EXPERIMENT_NAME: run.experimentName,
        API_BASE_URL: api,
        LLM_OPS_JOB_TOKEN: token,
      },
    });
  }

  /**
   * The records of a submission; nothing is written.
   * @throws InputError, ConflictError when it cannot be trained so
   */
  async plan(submitted: Record<string, unknown>, actor: string) {
    const request = withSpec(submitted);
    const secret = findSecret(request);
    if (secret) {
      throw new InputError(
        `${secret} looks like a secret; what a job is given can be read in its run and its pods, so give its image a secret of the cluster instead`,
      );
    }
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
    checkTrainJobSpec(
      (request.trainJobSpec ?? {}) as Record<string, unknown>,
      base,
      dataset,
    );
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
        warnings: await noticeWarnings(this.#deps, request),
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
