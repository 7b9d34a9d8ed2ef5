import { ConflictError } from '@backstage/errors';
import { PodInfo, Reach, WorkflowEngine } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { Listed, Listing } from '../../store/listing';
import {
  findJob,
  insertJob,
  JobFilter,
  listJobs,
  queuePositions,
  updateJob,
} from '../../store/training/jobs';
import { insertRun } from '../../store/training/runs';
import { cancelWaiting } from '../../store/operations';
import { ServiceDeps } from '../deps';
import { notFound } from '../notFound';
import { JobPlanner } from './JobPlanner';
import { markRun } from './markRun';
import { jobNotice } from './notifications';
import { pick } from './submission';
import { withoutResources } from './trainJobSpec';
import { JobQueue, JobRecord } from './types';

const TERMINAL = ['succeeded', 'failed', 'cancelled'];

/** Submission and life of training jobs. */
export class TrainingService {
  readonly #deps: ServiceDeps;
  readonly #planner: JobPlanner;

  constructor(deps: ServiceDeps, planner: JobPlanner) {
    this.#deps = deps;
    this.#planner = planner;
  }

  list(
    filter: JobFilter & { reach: Reach },
    listing: Listing,
  ): Promise<Listed<JobRecord>> {
    return listJobs(this.#deps.database, filter, listing);
  }

  async get(id: string): Promise<JobRecord> {
    const job = await findJob(this.#deps.database, id);
    if (!job) {
      throw notFound('job', id);
    }
    return job;
  }

  /** What queued and running jobs wait for, by job; in three queries. */
  async queues(jobs: JobRecord[]): Promise<Map<string, JobQueue>> {
    const { database, outbox } = this.#deps;
    const reasons = await outbox.waitingReasons(
      jobs
        .filter(job => !TERMINAL.includes(job.status))
        .map(job => `job:${job.id}`),
    );
    const waiting = jobs.filter(job => reasons.has(`job:${job.id}`));
    const places = await queuePositions(
      database,
      waiting.filter(job => job.status === 'queued').map(job => job.id),
    );
    return new Map(
      waiting.map(job => [
        job.id,
        {
          position: places.get(job.id) ?? null,
          reason: reasons.get(`job:${job.id}`)!,
          waitingFor: job.tool,
        },
      ]),
    );
  }

  /** Pods of a job, for diagnosis. @throws ConflictError before it has any */
  async pods(id: string): Promise<PodInfo[]> {
    const job = await this.get(id);
    if (!job.workflowName || !job.workflowNamespace) {
      throw new ConflictError('The job has no pods yet');
    }
    return this.#deps.providers
      .byId<WorkflowEngine>(job.tool)
      .pods({ name: job.workflowName, namespace: job.workflowNamespace });
  }

  /** Validates without effect and shows the workflow that would be made. */
  async dryRun(
    request: Record<string, unknown>,
    actor: string,
  ): Promise<object> {
    const { job, run } = await this.#planner.plan(request, actor);
    const spec = await this.#planner.workflowOf(job, run);
    return this.#deps.providers.workflow(job.environment).render(spec, job.id);
  }

  /**
   * Records the job, its run and the operations that carry them out in one
   * transaction. No tool is asked, so this works with every tool down.
   *
   * @param also - writes in the same transaction
   */
  async submit(
    request: Record<string, unknown>,
    actor: string,
    also?: (trx: Knex.Transaction, job: JobRecord) => Promise<void>,
  ): Promise<JobRecord> {
    const { job, run, title } = await this.#planner.plan(request, actor);
    await this.#deps.database.transaction(async trx => {
      await insertJob(trx, job);
      await also?.(trx, job);
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
        trainJobSpec: withoutResources(request.trainJobSpec),
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
      await cancelWaiting(trx, `job:${id}`);
      await this.#deps.outbox.enqueue(trx, {
        kind: 'training.cancelWorkflow',
        tool: job.tool,
        lane: `job:${id}`,
        title: `Cancel training ${id.slice(0, 8)}`,
        payload: { jobId: id },
        createdBy: actor,
        followUp: true,
      });
      await this.#deps.outbox.enqueue(
        trx,
        await markRun(trx, job, 'KILLED', now, actor),
      );
      await this.#deps.outbox.enqueue(
        trx,
        jobNotice(job, 'cancelled', { createdBy: actor }),
      );
    });
    this.#deps.outbox.wake();
    await this.#deps.publish('job', id, 'changed');
    return this.get(id);
  }
}
