import { ExperimentTracker } from '@llm-ops/plugin-llm-ops-node';
import { findRunOfJob, updateRun } from '../../store/training/runs';
import { Operation } from '../../outbox/types';
import { DatasetServices } from '../datasets';
import { ServiceDeps } from '../deps';
import { TrainingService } from './TrainingService';

/** Carries out what runs need at their tracker. */
export class RunWorker {
  readonly #deps: ServiceDeps;
  readonly #training: TrainingService;
  readonly #datasets: DatasetServices;

  constructor(
    deps: ServiceDeps,
    training: TrainingService,
    datasets: DatasetServices,
  ) {
    this.#deps = deps;
    this.#training = training;
    this.#datasets = datasets;
  }

  /** Takes over the operations of runs. */
  register(): void {
    const { outbox } = this.#deps;
    outbox.register({
      kind: 'training.createRun',
      handle: op => this.#createRun(op),
    });
    outbox.register({
      kind: 'training.updateRun',
      handle: op => this.#updateRun(op),
    });
    outbox.register({
      kind: 'training.logMetrics',
      handle: op => this.#logMetrics(op),
    });
  }

  async #createRun(operation: Operation) {
    const job = await this.#training.get(String(operation.payload.jobId));
    const run = await findRunOfJob(this.#deps.database, job.id);
    if (!run || run.trackingRunId) {
      return { runId: run?.trackingRunId };
    }
    const version = job.datasetVersionId
      ? await this.#datasets.datasets.version(
          job.datasetId,
          job.datasetVersionId,
        )
      : undefined;
    const dataset = await this.#datasets.datasets.get(job.datasetId);
    const tracked = await this.#deps.providers
      .byId<ExperimentTracker>(run.tool)
      .createRun({
        key: operation.id,
        experimentName: run.experimentName,
        runName: run.runName,
        status: job.status === 'queued' ? 'SCHEDULED' : 'RUNNING',
        startTime: Date.parse(run.startTime),
        params: Object.fromEntries(
          Object.entries(run.parameters).map(([key, value]) => [
            key,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        ),
        tags: {
          'llmops.job_id': job.id,
          'llmops.job_url': `${this.#deps.config.getString(
            'app.baseUrl',
          )}/llm-ops/training/${job.id}`,
          'llmops.model_id': job.modelId ?? '',
          'llmops.dataset_id': job.datasetId,
          'llmops.dataset_version': String(version?.number ?? ''),
          'llmops.dataset_version_id': job.datasetVersionId ?? '',
          'llmops.dataset_checksum': job.datasetChecksum ?? '',
          'mlflow.user': job.submittedBy,
        },
        inputs: version && [
          {
            name: dataset.name,
            digest: version.checksum.slice(0, 36),
            source: version.storageUri,
            context: 'training',
          },
        ],
      });
    await updateRun(this.#deps.database, run.id, {
      trackingRunId: tracked.runId,
      experimentId: tracked.experimentId,
      webUrl: tracked.webUrl,
      updatedAt: this.#deps.clock().toISOString(),
    });
    await this.#deps.publish('job', job.id, 'changed');
    return { runId: tracked.runId };
  }

  async #updateRun(operation: Operation) {
    const { jobId, status, at } = operation.payload as Record<string, string>;
    const run = await findRunOfJob(this.#deps.database, jobId);
    if (!run?.trackingRunId) {
      return undefined;
    }
    const ended = status !== 'RUNNING';
    await this.#deps.providers
      .byId<ExperimentTracker>(run.tool)
      .updateRun(run.trackingRunId, {
        status: status as 'RUNNING',
        endTime: ended ? Date.parse(at) : undefined,
      });
    const words = {
      RUNNING: 'running',
      FINISHED: 'completed',
      FAILED: 'failed',
      KILLED: 'killed',
    } as const;
    await updateRun(this.#deps.database, run.id, {
      status: words[status as 'RUNNING'],
      endTime: ended ? at : undefined,
      updatedAt: this.#deps.clock().toISOString(),
    });
    return undefined;
  }

  async #logMetrics(operation: Operation) {
    const jobId = String(operation.payload.jobId);
    const run = await findRunOfJob(this.#deps.database, jobId);
    if (run?.trackingRunId) {
      await this.#deps.providers
        .byId<ExperimentTracker>(run.tool)
        .logBatch(run.trackingRunId, {
          metrics: operation.payload.metrics as never,
        });
    }
    return undefined;
  }
}
