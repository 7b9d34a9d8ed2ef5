import {
  isRetryable,
  StageStatus,
  WorkflowEngine,
  WorkflowStatus,
} from '@llm-ops/plugin-llm-ops-node';
import { collect } from '../../store/listing';
import {
  findPipeline,
  listPipelines,
  updatePipeline,
} from '../../store/workflows/pipelines';
import { NewOperation } from '../../outbox/types';
import { ServiceDeps } from '../deps';
import { notice } from '../notices';
import { engineNames } from './plan';
import { ACTIVE, PipelineService } from './PipelineService';
import { PipelineRecord } from './types';

const linkOf = ({ id }: PipelineRecord) => `/llm-ops/pipelines/${id}`;

/** What a workflow's state changes in its pipeline's record. */
export function changeOf(pipeline: PipelineRecord, status: WorkflowStatus) {
  const names = engineNames(pipeline.definition);
  return {
    status: status.phase,
    statusMessage: status.message ?? '',
    startedAt: pipeline.startedAt ?? status.startedAt,
    stages: pipeline.stages.map(stage => {
      const seen = status.stages.find(
        other => other.name === names.get(stage.name),
      );
      return seen ? { ...seen, name: stage.name } : stage;
    }),
  };
}

function differs(
  pipeline: PipelineRecord,
  change: ReturnType<typeof changeOf>,
): boolean {
  const { status, statusMessage = '', startedAt, stages } = pipeline;
  const now = { status, statusMessage, startedAt, stages };
  return JSON.stringify(now) !== JSON.stringify(change);
}

/** Reads the state of workflows into the records of their pipelines. */
export class PipelineObserver {
  readonly #deps: ServiceDeps;
  readonly #pipelines: PipelineService;

  constructor(deps: ServiceDeps, pipelines: PipelineService) {
    this.#deps = deps;
    this.#pipelines = pipelines;
  }

  /** Brings every active pipeline up to date; called every few seconds. */
  async observeAll(): Promise<void> {
    const active = await collect(
      await listPipelines(this.#deps.database, { statuses: ACTIVE }),
    );
    for (const pipeline of active) {
      try {
        await this.observe(pipeline);
      } catch (error) {
        if (!isRetryable(error)) {
          this.#deps.logger.warn(
            `Pipeline ${pipeline.id} could not be observed`,
            error as Error,
          );
        }
      }
    }
  }

  /** Reads the state of one pipeline's workflow into its record. */
  async observe(pipeline: PipelineRecord): Promise<void> {
    const { id, tool, workflowName, workflowNamespace: namespace } = pipeline;
    if (!workflowName || !namespace || !ACTIVE.includes(pipeline.status)) {
      return;
    }
    const status = await this.#deps.providers
      .byId<WorkflowEngine>(tool)
      .get({ name: workflowName, namespace })
      .catch(error => {
        if ((error as Error).name === 'NotFoundError') {
          return undefined;
        }
        throw error;
      });
    if (!status) {
      await this.end(id, {
        status: 'failed',
        statusMessage: 'The workflow was removed from the cluster',
      });
      return;
    }
    const change = changeOf(pipeline, status);
    if (!ACTIVE.includes(status.phase)) {
      await this.end(id, { ...change, endedAt: status.finishedAt });
    } else if (differs(pipeline, change)) {
      await this.#update(id, change);
    }
    await this.#tellRetries(pipeline, change.stages);
  }

  /** Ends a pipeline, if it has not ended yet, and the jobs it began. */
  async end(id: string, change: Partial<PipelineRecord>): Promise<void> {
    const endedAt = change.endedAt ?? this.#deps.clock().toISOString();
    const pipeline = await findPipeline(this.#deps.database, id);
    if (!pipeline) {
      return;
    }
    const owner = pipeline.createdBy;
    const told = notice(
      `pipeline:${id}`,
      String(change.status),
      { owner, createdBy: owner },
      {
        title: `Pipeline ${pipeline.name} ${change.status}`,
        description: change.statusMessage || undefined,
        link: linkOf(pipeline),
        failed: change.status === 'failed',
      },
    );
    if (await this.#update(id, { ...change, endedAt }, told)) {
      this.#deps.outbox.wake();
      await this.#pipelines.stopJobs(pipeline, owner);
    }
  }

  async #update(
    id: string,
    change: Partial<PipelineRecord>,
    told?: NewOperation,
  ): Promise<boolean> {
    const updatedAt = this.#deps.clock().toISOString();
    const moved = await this.#deps.database.transaction(async trx => {
      const done = await updatePipeline(
        trx,
        id,
        { ...change, updatedAt },
        ACTIVE,
      );
      if (done && told) {
        await this.#deps.outbox.enqueue(trx, told);
      }
      return done;
    });
    if (moved) {
      await this.#deps.publish('pipeline', id, 'changed');
    }
    return moved;
  }

  async #tellRetries(
    pipeline: PipelineRecord,
    stages: StageStatus[],
  ): Promise<void> {
    for (const [index, { name, retries, message }] of stages.entries()) {
      if (retries > (pipeline.stages[index]?.retries ?? 0)) {
        await this.#deps.notify(pipeline.createdBy, {
          title: `Stage ${name} of the pipeline ${pipeline.name} is tried again`,
          description: message,
          link: linkOf(pipeline),
        });
      }
    }
  }
}
