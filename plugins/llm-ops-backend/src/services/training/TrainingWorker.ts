import { isRetryable } from '@llm-ops/plugin-llm-ops-node';
import { findJob, listJobs, updateJob } from '../../store/training/jobs';
import { findRunOfJob, updateRun } from '../../store/training/runs';
import { Operation } from '../../outbox/types';
import { DatasetServices } from '../datasets';
import { ServiceDeps } from '../deps';
import { finishRun, TrainingService } from './TrainingService';
import { JobRecord, JobStatus } from './types';

/** How long a workflow waits for its run to be made, in milliseconds. */
const RUN_WAIT_MS = 5_000;

/** Status of a run when its job ends so; killed otherwise. */
const RUN_ENDS: Partial<Record<JobStatus, 'FINISHED' | 'FAILED'>> = {
  succeeded: 'FINISHED',
  failed: 'FAILED',
};

/** Carries out what jobs need at their tools, and observes them. */
export class TrainingWorker {
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
    const { outbox } = deps;
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
    outbox.register({
      kind: 'training.cancelWorkflow',
      handle: op => this.#cancel(op),
    });
    outbox.register({
      kind: 'training.submitWorkflow',
      handle: op => this.#submit(op),
      givenUp: (op, error) =>
        this.#end(String(op.payload.jobId), 'failed', error.message),
    });
  }

  /** Brings every active job up to date; called every few seconds. */
  async observeAll(): Promise<void> {
    const jobs = await listJobs(this.#deps.database, {
      statuses: ['queued', 'running'],
    });
    for (const job of jobs.filter(j => j.workflowName)) {
      try {
        await this.observe(job);
      } catch (error) {
        if (!isRetryable(error) && (error as Error).name !== 'NotFoundError') {
          this.#deps.logger.warn(
            `Job ${job.id} could not be observed`,
            error as Error,
          );
        }
      }
    }
  }

  /** Reads the state of one job's workflow into its record. */
  async observe(job: JobRecord): Promise<void> {
    if (!job.workflowName || !job.workflowNamespace) {
      return;
    }
    const engine = this.#deps.providers.workflow(job.environment);
    const status = await engine
      .get({ name: job.workflowName, namespace: job.workflowNamespace })
      .catch(error => {
        if ((error as Error).name === 'NotFoundError') {
          return undefined;
        }
        throw error;
      });
    if (!status) {
      await this.#end(
        job.id,
        'failed',
        'The workflow was removed from the cluster',
      );
      return;
    }
    const known = new Map(
      job.stages.map(stage => [stage.name, stage.dependencies]),
    );
    const stages = status.stages.map(stage => ({
      ...stage,
      dependencies: known.get(stage.name),
    }));
    const changed = JSON.stringify(stages) !== JSON.stringify(job.stages);
    if (changed || (status.message ?? '') !== (job.statusMessage ?? '')) {
      await updateJob(this.#deps.database, job.id, {
        stages,
        statusMessage: status.message ?? '',
      });
    }
    for (const stage of stages) {
      const before = job.stages.find(s => s.name === stage.name)?.retries ?? 0;
      if (stage.retries > before) {
        await this.#deps.notify(job.submittedBy, {
          title: `Stage ${stage.name} of a training job is tried again`,
          description: stage.message,
          link: `/llm-ops/training/${job.id}`,
        });
      }
    }
    if (status.phase === 'running' && job.status === 'queued') {
      await this.#begin(job, status.startedAt);
    } else if (status.phase !== 'pending' && status.phase !== 'running') {
      await this.#end(
        job.id,
        status.phase,
        status.message,
        status.finishedAt,
        status.startedAt,
      );
    } else if (changed) {
      await this.#deps.publish('job', job.id, 'changed');
    }
  }

  async #begin(job: JobRecord, startedAt?: string): Promise<void> {
    const now = this.#deps.clock().toISOString();
    const tool = this.#deps.providers.tracker(job.environment).instance.id;
    await this.#deps.database.transaction(async trx => {
      const moved = await updateJob(
        trx,
        job.id,
        { status: 'running', startedAt: startedAt ?? now },
        ['queued'],
      );
      if (moved) {
        await this.#deps.outbox.enqueue(
          trx,
          finishRun(job, 'RUNNING', now, job.submittedBy, tool),
        );
      }
    });
    this.#deps.outbox.wake();
    await this.#deps.publish('job', job.id, 'changed');
  }

  async #end(
    id: string,
    status: JobStatus,
    message?: string,
    finishedAt?: string,
    startedAt?: string,
  ): Promise<void> {
    const job = await findJob(this.#deps.database, id);
    if (!job) {
      return;
    }
    const now = finishedAt ?? this.#deps.clock().toISOString();
    const runStatus = RUN_ENDS[status] ?? 'KILLED';
    const tool = this.#deps.providers.tracker(job.environment).instance.id;
    const moved = await this.#deps.database.transaction(async trx => {
      const done = await updateJob(
        trx,
        id,
        {
          status,
          statusMessage: message ?? '',
          completedAt: now,
          startedAt: job.startedAt ?? startedAt,
        },
        ['queued', 'running'],
      );
      if (done) {
        await this.#deps.outbox.enqueue(
          trx,
          finishRun(job, runStatus, now, job.submittedBy, tool),
        );
      }
      return done;
    });
    if (!moved) {
      return;
    }
    this.#deps.outbox.wake();
    await this.#deps.publish('job', id, 'changed');
    await this.#deps.notify(job.submittedBy, {
      title: `Training ${id.slice(0, 8)} ${status}`,
      description: message,
      link: `/llm-ops/training/${id}`,
      failed: status === 'failed',
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
      .tracker(job.environment)
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
    const job = await this.#training.get(jobId);
    if (!run?.trackingRunId) {
      return undefined;
    }
    const ended = status !== 'RUNNING';
    await this.#deps.providers
      .tracker(job.environment)
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
    const job = await this.#training.get(jobId);
    const run = await findRunOfJob(this.#deps.database, jobId);
    if (run?.trackingRunId) {
      await this.#deps.providers
        .tracker(job.environment)
        .logBatch(run.trackingRunId, {
          metrics: operation.payload.metrics as never,
        });
    }
    return undefined;
  }

  async #submit(operation: Operation) {
    const job = await this.#training.get(String(operation.payload.jobId));
    if (job.status === 'cancelled') {
      return undefined;
    }
    const run = await this.#waitForRun(job);
    const spec = await this.#training.workflowOf(job, run);
    const ref = await this.#deps.providers
      .workflow(job.environment)
      .submit(spec, { key: operation.id });
    await updateJob(this.#deps.database, job.id, {
      workflowName: ref.name,
      workflowNamespace: ref.namespace,
      stages: spec.stages.map(stage => ({
        name: stage.name,
        phase: 'pending' as const,
        outputs: {},
        retries: 0,
        dependencies: stage.dependencies,
      })),
    });
    await this.#deps.publish('job', job.id, 'changed');
    return { workflow: ref.name, namespace: ref.namespace };
  }

  /** The run, with its id if the tracker made it soon enough. */
  async #waitForRun(job: JobRecord) {
    const until = Date.now() + RUN_WAIT_MS;
    for (;;) {
      const run = await findRunOfJob(this.#deps.database, job.id);
      if (!run) {
        throw new Error(`Job ${job.id} has no run record`);
      }
      if (run.trackingRunId || Date.now() > until) {
        return run;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  async #cancel(operation: Operation) {
    const job = await this.#training.get(String(operation.payload.jobId));
    if (job.workflowName && job.workflowNamespace) {
      await this.#deps.providers
        .workflow(job.environment)
        .cancel({ name: job.workflowName, namespace: job.workflowNamespace });
    }
    return undefined;
  }
}
