import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import { Environment, WorkflowEngine } from '@llm-ops/plugin-llm-ops-node';
import {
  findPipeline,
  insertPipeline,
  listPipelines,
  PipelineFilter,
  pipelinePositions,
  updatePipeline,
} from '../../store/workflows/pipelines';
import { listTries } from '../../store/workflows/tries';
import { ServiceDeps } from '../deps';
import { findSecret } from '../../secrets';
import { Listing } from '../listing';
import { notFound } from '../notFound';
import { TrainingServices } from '../training';
import { engineNames } from './plan';
import { readPipeline } from './rules';
import { PipelineRecord, PipelineStatus, StageTry } from './types';

/** States in which a pipeline still has work to do. */
export const ACTIVE: PipelineStatus[] = ['pending', 'running'];

/** What a pipeline waits for. */
export interface Queue {
  /** Place among those that have not begun, from 1. */
  position: number | null;
  reason: string;
  waitingFor: string;
}

/** Submission and life of pipelines. */
export class PipelineService {
  readonly #deps: ServiceDeps;
  readonly #training: TrainingServices;

  constructor(deps: ServiceDeps, training: TrainingServices) {
    this.#deps = deps;
    this.#training = training;
  }

  list(filter: PipelineFilter, listing: Listing) {
    return listPipelines(this.#deps.database, filter, listing);
  }

  async get(id: string): Promise<PipelineRecord> {
    const pipeline = await findPipeline(this.#deps.database, id);
    if (!pipeline) {
      throw notFound('pipeline', id);
    }
    return pipeline;
  }

  /** What the tries of pipelines have begun, the latest of a stage first. */
  tries(pipelines: PipelineRecord[]): Promise<StageTry[]> {
    return listTries(
      this.#deps.database,
      pipelines.map(({ id }) => id),
    );
  }

  /** What pipelines that have not ended wait for, by pipeline. */
  async queues(pipelines: PipelineRecord[]): Promise<Map<string, Queue>> {
    const { database, outbox } = this.#deps;
    const active = pipelines.filter(({ status }) => ACTIVE.includes(status));
    const reasons = await outbox.waitingReasons(
      active.map(({ id }) => `pipeline:${id}`),
    );
    const places = await pipelinePositions(
      database,
      active.filter(p => p.status === 'pending').map(({ id }) => id),
    );
    return new Map(
      active.flatMap(({ id, tool, statusMessage }): [string, Queue][] => {
        const reason = reasons.get(`pipeline:${id}`) ?? statusMessage;
        return reason
          ? [
              [
                id,
                { position: places.get(id) ?? null, reason, waitingFor: tool },
              ],
            ]
          : [];
      }),
    );
  }

  /**
   * Records the pipeline and the operation that starts it in one transaction.
   * No tool is asked, so this works while the engine is away.
   *
   * @throws InputError when the pipeline breaks a rule, or no engine is so called
   */
  async submit(
    body: Record<string, unknown>,
    actor: string,
  ): Promise<PipelineRecord> {
    const { name, stages, maxRetries } = readPipeline(body);
    const secret = findSecret(stages, 'stages');
    if (secret) {
      throw new InputError(
        `${secret} looks like a secret; what a stage is given can be read in its pod, so give its image a secret of the cluster instead`,
      );
    }
    const environment = (body.environment ?? 'dev') as Environment;
    const system = String(body.orchestration_system ?? 'argo_workflows');
    const now = this.#deps.clock().toISOString();
    const pipeline: PipelineRecord = {
      id: randomUUID(),
      name,
      orchestrationSystem: system,
      tool: this.#engineFor(system, environment).instance.id,
      environment,
      status: 'pending',
      definition: stages,
      stages: stages.map(stage => ({
        name: stage.name,
        phase: 'pending',
        outputs: {},
        retries: 0,
      })),
      maxRetries,
      priority: (body.priority as number | null) ?? undefined,
      createdBy: actor,
      createdAt: now,
      updatedAt: now,
    };
    await this.#deps.database.transaction(async trx => {
      await insertPipeline(trx, pipeline);
      await this.#deps.outbox.enqueue(trx, {
        kind: 'pipelines.submit',
        tool: pipeline.tool,
        lane: `pipeline:${pipeline.id}`,
        title: `Start the pipeline ${name}`,
        payload: { pipelineId: pipeline.id },
        createdBy: actor,
      });
    });
    this.#deps.outbox.wake();
    await this.#deps.publish('pipeline', pipeline.id, 'created');
    return pipeline;
  }

  /**
   * Marks the pipeline cancelled, whatever state it is in, as clients know it,
   * and ends what still runs of it.
   */
  async cancel(id: string, actor: string): Promise<void> {
    const pipeline = await this.get(id);
    if (pipeline.status === 'cancelled') {
      return;
    }
    const now = this.#deps.clock().toISOString();
    await this.#deps.database.transaction(async trx => {
      await updatePipeline(trx, id, {
        status: 'cancelled',
        endedAt: pipeline.endedAt ?? now,
        updatedAt: now,
        stages: pipeline.stages.map(stage =>
          ACTIVE.includes(stage.phase as PipelineStatus)
            ? { ...stage, phase: 'cancelled', finishedAt: now }
            : stage,
        ),
      });
      if (ACTIVE.includes(pipeline.status)) {
        await trx('operations')
          .where({ lane: `pipeline:${id}` })
          .whereIn('state', ['pending', 'dead'])
          .update({ state: 'cancelled' });
        await this.#deps.outbox.enqueue(trx, {
          kind: 'pipelines.cancel',
          tool: pipeline.tool,
          lane: `pipeline:${id}`,
          title: `Cancel the pipeline ${pipeline.name}`,
          payload: { pipelineId: id },
          createdBy: actor,
        });
      }
    });
    this.#deps.outbox.wake();
    await this.#deps.publish('pipeline', id, 'changed');
    await this.stopJobs(pipeline, actor);
  }

  /** Cancels the training jobs that stages began and that still run. */
  async stopJobs(pipeline: PipelineRecord, actor: string): Promise<void> {
    for (const { jobId } of await this.tries([pipeline])) {
      const job = jobId && (await this.#training.training.get(jobId));
      if (job && (job.status === 'queued' || job.status === 'running')) {
        await this.#training.training.cancel(job.id, actor);
      }
    }
  }

  /** Log of the last try of a stage. @throws NotFoundError without such a stage */
  async logs(id: string, stage: string, tailLines: number): Promise<string> {
    const pipeline = await this.get(id);
    const name = engineNames(pipeline.definition).get(stage);
    if (!name) {
      throw new NotFoundError(
        `The pipeline has no stage ${stage}; it has ${pipeline.definition
          .map(other => other.name)
          .join(', ')}`,
      );
    }
    const { workflowName, workflowNamespace: namespace } = pipeline;
    if (!workflowName || !namespace) {
      return '';
    }
    try {
      return await this.#deps.providers
        .byId<WorkflowEngine>(pipeline.tool)
        .logs({ name: workflowName, namespace }, name, { tailLines });
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') {
        return 'The pod of this stage is gone.';
      }
      throw error;
    }
  }

  /** The engine that clients call so: its id, its tool, or `<tool>_workflows`. */
  #engineFor(system: string, environment: Environment): WorkflowEngine {
    const engines = this.#deps.providers
      .all()
      .filter(({ kind }) => kind === 'orchestration')
      .map(({ provider }) => provider as WorkflowEngine);
    const called = ({ instance }: WorkflowEngine) => [
      `${instance.tool}_workflows`,
      instance.tool,
      instance.id,
    ];
    const found = engines.find(
      engine =>
        called(engine).includes(system) &&
        engine.instance.environments.includes(environment),
    );
    if (!found) {
      throw new InputError(
        `There is no workflow engine '${system}' for ${environment}; there are ${
          [...new Set(engines.map(engine => called(engine)[0]))].join(', ') ||
          'none'
        }`,
      );
    }
    return found;
  }
}
