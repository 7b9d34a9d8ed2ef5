import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { NotFoundError } from '@backstage/errors';
import { isUnavailable, WorkflowEngine } from '@llm-ops/plugin-llm-ops-node';
import { Operation } from '../../outbox/types';
import { ServiceDeps } from '../deps';
import { TrainingService } from './TrainingService';
import { JobRecord } from './types';

/** What a stage wrote. */
export interface StageLog {
  logs: string;
  /** Whether it comes from the object store instead of the engine. */
  archived: boolean;
  /** Where it is kept for good; undefined while it is still written. */
  uri?: string;
}

const keyOf = (jobId: string, stage: string) =>
  `training/${jobId}/logs/${stage}.log`;

/** The operation that keeps what an ended job wrote. */
export function archiveLogs(job: JobRecord) {
  return {
    kind: 'training.archiveLogs',
    tool: job.tool,
    lane: `logs:${job.id}`,
    title: `Keep the logs of ${job.id.slice(0, 8)}`,
    payload: { jobId: job.id },
    createdBy: job.submittedBy,
    followUp: true,
  };
}

/**
 * Logs of a job's stages: from the engine while it has them, and from the
 * object store when their pods are gone or the engine does not answer.
 */
export class LogService {
  readonly #deps: ServiceDeps;
  readonly #training: TrainingService;

  constructor(deps: ServiceDeps, training: TrainingService) {
    this.#deps = deps;
    this.#training = training;
    deps.outbox.register({
      kind: 'training.archiveLogs',
      handle: op => this.#archive(op),
    });
  }

  /** @throws NotFoundError when the job has no such stage */
  async read(
    jobId: string,
    stage: string,
    tailLines: number,
  ): Promise<StageLog> {
    const job = await this.#training.get(jobId);
    if (!job.workflowName) {
      return { logs: '', archived: false };
    }
    if (!job.stages.some(({ name }) => name === stage)) {
      throw new NotFoundError(
        `The job has no stage ${stage}; it has ${job.stages
          .map(({ name }) => name)
          .join(', ')}`,
      );
    }
    const kept = job.completedAt && (await this.#kept(jobId, stage));
    if (kept) {
      return {
        logs: kept
          .split('\n')
          .slice(-tailLines - 1)
          .join('\n'),
        archived: true,
        uri: this.#deps.objectStore.uri(keyOf(jobId, stage)),
      };
    }
    try {
      return {
        logs: await this.#live(job, stage, tailLines),
        archived: false,
      };
    } catch (error) {
      if ((error as Error).name !== 'NotFoundError') {
        throw error;
      }
      return { logs: 'The pod of this stage is gone.', archived: false };
    }
  }

  async #archive(operation: Operation) {
    const job = await this.#training.get(String(operation.payload.jobId));
    const kept: string[] = [];
    for (const { name, podName } of job.stages) {
      const log = podName && (await this.#live(job, name).catch(onlyGone));
      if (log) {
        await this.#deps.objectStore.put(
          keyOf(job.id, name),
          Readable.from(log),
          { contentType: 'text/plain; charset=utf-8' },
        );
        kept.push(name);
      }
    }
    return { kept };
  }

  #live(job: JobRecord, stage: string, tailLines?: number): Promise<string> {
    return this.#deps.providers
      .byId<WorkflowEngine>(job.tool)
      .logs(
        { name: job.workflowName!, namespace: job.workflowNamespace! },
        stage,
        { tailLines },
      );
  }

  async #kept(jobId: string, stage: string): Promise<string | undefined> {
    try {
      return await textOf(
        await this.#deps.objectStore.get(keyOf(jobId, stage)),
      );
    } catch (error) {
      if ((error as Error).name === 'NotFoundError' || isUnavailable(error)) {
        return undefined;
      }
      throw error;
    }
  }
}

/** A pod that is gone has no log any more. */
function onlyGone(error: Error): undefined {
  if (error.name !== 'NotFoundError') {
    throw error;
  }
}
