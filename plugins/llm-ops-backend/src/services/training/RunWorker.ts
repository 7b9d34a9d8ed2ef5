import { ExperimentTracker } from '@llm-ops/plugin-llm-ops-node';
import { findRunOfJob, updateRun } from '../../store/training/runs';
import { Operation } from '../../outbox/types';
import { ServiceDeps } from '../deps';
import { RunMaker } from '../tracking';
import { TrainingService } from './TrainingService';

/** Carries out what runs need at their tracker. */
export class RunWorker {
  readonly #deps: ServiceDeps;
  readonly #training: TrainingService;
  readonly #maker: RunMaker;

  constructor(deps: ServiceDeps, training: TrainingService, maker: RunMaker) {
    this.#deps = deps;
    this.#training = training;
    this.#maker = maker;
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
    const { trackingRunId } = await this.#maker.ensure(run);
    return { runId: trackingRunId };
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
