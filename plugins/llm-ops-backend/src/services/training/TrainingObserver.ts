import { isRetryable, WorkflowEngine } from '@llm-ops/plugin-llm-ops-node';
import { collect } from '../../store/listing';
import { findJob, listJobs, updateJob } from '../../store/training/jobs';
import { ServiceDeps } from '../deps';
import { archiveLogs } from './LogService';
import { markRun } from './markRun';
import { jobNotice, tellsStart } from './notifications';
import { JobRecord, JobStatus } from './types';

/** Status of a run when its job ends so; killed otherwise. */
const RUN_ENDS: Partial<Record<JobStatus, 'FINISHED' | 'FAILED'>> = {
  succeeded: 'FINISHED',
  failed: 'FAILED',
};

/** Reads the state of workflows into the records of their jobs. */
export class TrainingObserver {
  readonly #deps: ServiceDeps;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  /** Brings every active job up to date; called every few seconds. */
  async observeAll(): Promise<void> {
    const jobs = await collect(
      await listJobs(this.#deps.database, { statuses: ['queued', 'running'] }),
    );
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
    const engine = this.#deps.providers.byId<WorkflowEngine>(job.tool);
    const status = await engine
      .get({ name: job.workflowName, namespace: job.workflowNamespace })
      .catch(error => {
        if ((error as Error).name === 'NotFoundError') {
          return undefined;
        }
        throw error;
      });
    if (!status) {
      await this.end(
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
      await this.end(
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
          await markRun(trx, job, 'RUNNING', now, job.submittedBy),
        );
        if (tellsStart(job)) {
          await this.#deps.outbox.enqueue(trx, jobNotice(job, 'running'));
        }
      }
    });
    this.#deps.outbox.wake();
    await this.#deps.publish('job', job.id, 'changed');
  }

  /** Ends a job, if it has not ended yet, and its run with it. */
  async end(
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
          await markRun(trx, job, runStatus, now, job.submittedBy),
        );
        if (job.workflowName) {
          await this.#deps.outbox.enqueue(trx, archiveLogs(job));
        }
        await this.#deps.outbox.enqueue(
          trx,
          jobNotice(job, status, { description: message }),
        );
      }
      return done;
    });
    if (!moved) {
      return;
    }
    this.#deps.outbox.wake();
    await this.#deps.publish('job', id, 'changed');
  }
}
