import { WorkflowEngine } from '@llm-ops/plugin-llm-ops-node';
import { updateJob } from '../../store/training/jobs';
import { findRunOfJob } from '../../store/training/runs';
import { Operation } from '../../outbox/types';
import { ServiceDeps } from '../deps';
import { JobPlanner } from './JobPlanner';
import { TrainingObserver } from './TrainingObserver';
import { TrainingService } from './TrainingService';

/** Carries out what jobs need at their workflow engine. */
export class WorkflowWorker {
  readonly #deps: ServiceDeps;
  readonly #training: TrainingService;
  readonly #planner: JobPlanner;
  readonly #observer: TrainingObserver;

  constructor(
    deps: ServiceDeps,
    training: TrainingService,
    planner: JobPlanner,
    observer: TrainingObserver,
  ) {
    this.#deps = deps;
    this.#training = training;
    this.#planner = planner;
    this.#observer = observer;
  }

  /** Takes over the operations of workflows. */
  register(): void {
    const { outbox } = this.#deps;
    outbox.register({
      kind: 'training.cancelWorkflow',
      handle: op => this.#cancel(op),
    });
    outbox.register({
      kind: 'training.submitWorkflow',
      handle: op => this.#submit(op),
      givenUp: (op, error) =>
        this.#observer.end(String(op.payload.jobId), 'failed', error.message),
    });
  }

  async #submit(operation: Operation) {
    const job = await this.#training.get(String(operation.payload.jobId));
    if (job.status === 'cancelled') {
      return undefined;
    }
    const run = await findRunOfJob(this.#deps.database, job.id);
    if (!run) {
      throw new Error(`Job ${job.id} has no run record`);
    }
    const spec = await this.#planner.workflowOf(job, run);
    const ref = await this.#deps.providers
      .byId<WorkflowEngine>(job.tool)
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

  async #cancel(operation: Operation) {
    const job = await this.#training.get(String(operation.payload.jobId));
    if (job.workflowName && job.workflowNamespace) {
      await this.#deps.providers
        .byId<WorkflowEngine>(job.tool)
        .cancel({ name: job.workflowName, namespace: job.workflowNamespace });
    }
    return undefined;
  }
}
