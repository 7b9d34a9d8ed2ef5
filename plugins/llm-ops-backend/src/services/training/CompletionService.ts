import { ConflictError, InputError } from '@backstage/errors';
import { findJob, updateJob } from '../../store/training/jobs';
import { findRunOfJob } from '../../store/training/runs';
import { ServiceDeps } from '../deps';
import { ModelFile, ModelServices } from '../models';
import { readableFolder } from '../readable';
import { TrainingService } from './TrainingService';
import { JobRecord } from './types';

/** What a job reports at its end. */
export interface JobResult {
  evaluation: Record<string, unknown>;
  files: { path: string; size: number; sha256: string }[];
  card?: string;
}

/** Registers what training made, with where it came from. */
export class CompletionService {
  readonly #deps: ServiceDeps;
  readonly #training: TrainingService;
  readonly #models: ModelServices;

  constructor(
    deps: ServiceDeps,
    training: TrainingService,
    models: ModelServices,
  ) {
    this.#deps = deps;
    this.#training = training;
    this.#models = models;
  }

  /**
   * Takes a job's report: checks that its files are in the store, and
   * registers the model. Idempotent; a second report changes nothing.
   */
  async complete(jobId: string, result: JobResult): Promise<JobRecord> {
    const job = await this.#training.get(jobId);
    if (job.outputModelId) {
      return job;
    }
    const files = await this.#verify(job, result.files);
    const output = (job.resourceProfile?.outputModelConfig ?? {}) as Record<
      string,
      unknown
    >;
    await updateJob(this.#deps.database, jobId, {
      evaluation: result.evaluation,
    });
    if (output.autoRegisterOutputModel === false) {
      return this.#training.get(jobId);
    }
    return this.#register(job, {
      name: String(output.outputModelName),
      version: String(output.outputModelVersion),
      files,
      card: result.card,
      evaluation: result.evaluation,
    });
  }

  /** Registers the output by hand; a job that has a model keeps it. */
  async registerModel(
    jobId: string,
    request: {
      modelName: string;
      modelVersion: string;
      storageUri?: string;
      ownerTeam?: string;
      metadata?: Record<string, unknown>;
    },
  ): Promise<JobRecord> {
    const job = await this.#training.get(jobId);
    if (job.outputModelId) {
      return job;
    }
    if (job.status !== 'succeeded') {
      throw new ConflictError(
        `The job is ${job.status}; a model can be registered once it has succeeded`,
      );
    }
    const uri = request.storageUri ?? job.outputUri;
    const folder =
      uri === job.outputUri
        ? this.#deps.objectStore.key(uri)
        : await readableFolder(this.#deps, uri);
    const files = (await this.#deps.objectStore.list(folder)).map(object => ({
      path: object.key.slice(folder.length),
      size: object.size,
    }));
    return this.#register(job, {
      name: request.modelName,
      version: request.modelVersion,
      files,
      storageUri: uri,
      ownerTeam: request.ownerTeam,
      metadata: request.metadata,
      evaluation: job.evaluation,
    });
  }

  async #verify(
    job: JobRecord,
    files: JobResult['files'],
  ): Promise<ModelFile[]> {
    const folder = this.#deps.objectStore.key(job.outputUri);
    const stored = new Map(
      (await this.#deps.objectStore.list(folder)).map(object => [
        object.key.slice(folder.length),
        object.size,
      ]),
    );
    for (const file of files) {
      if (stored.get(file.path) !== file.size) {
        throw new InputError(
          `${file.path} is not in ${job.outputUri} with ${file.size} bytes; nothing was registered`,
        );
      }
    }
    return files;
  }

  async #register(
    job: JobRecord,
    output: {
      name: string;
      version: string;
      files: ModelFile[];
      card?: string;
      storageUri?: string;
      ownerTeam?: string;
      metadata?: Record<string, unknown>;
      evaluation?: Record<string, unknown>;
    },
  ): Promise<JobRecord> {
    const base = job.modelId
      ? await this.#models.models.get(job.modelId)
      : undefined;
    const run = await findRunOfJob(this.#deps.database, job.id);
    const modelId = await this.#deps.database.transaction(async trx => {
      const again = await findJob(trx, job.id);
      if (again?.outputModelId) {
        return again.outputModelId;
      }
      const model = await this.#models.models.createIn(
        trx,
        {
          name: output.name,
          version: output.version,
          type: job.jobType === 'finetune' ? 'fine-tuned' : 'base',
          ownerTeam: output.ownerTeam ?? base?.ownerTeam ?? 'ml-platform',
          family: base?.family,
          metadata: {
            source: 'training',
            training_job_id: job.id,
            ...output.metadata,
          },
          storageUri: output.storageUri ?? job.outputUri,
          files: output.files,
          card: output.card,
          license: base?.license,
          evaluation: output.evaluation,
          lineage: {
            datasetIds: [job.datasetId],
            datasetVersionId: job.datasetVersionId,
            baseModelId: job.modelId,
            jobId: job.id,
            runId: run?.trackingRunId,
          },
        },
        job.submittedBy,
      );
      await updateJob(trx, job.id, { outputModelId: model.id });
      return model.id;
    });
    await this.#deps.publish('model', modelId, 'created');
    await this.#deps.publish('job', job.id, 'changed');
    return this.#training.get(job.id);
  }
}
