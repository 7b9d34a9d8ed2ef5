import { WorkflowEngine } from '@llm-ops/plugin-llm-ops-node';
import { Operation } from '../../outbox/types';
import { updatePipeline } from '../../store/workflows/pipelines';
import { ServiceDeps } from '../deps';
import { apiBaseUrl, mlImage } from '../training/environment';
import { PipelineObserver } from './PipelineObserver';
import { PipelineService } from './PipelineService';
import { workflowOf } from './plan';

/**
 * How long the pods of a pipeline may speak to the portal, in seconds: a week.
 * The token is void as soon as the pipeline has ended.
 */
const TOKEN_SECONDS = 7 * 24 * 3600;

/** Carries out what pipelines need at their workflow engine. */
export class PipelineWorker {
  readonly #deps: ServiceDeps;
  readonly #pipelines: PipelineService;
  readonly #observer: PipelineObserver;

  constructor(
    deps: ServiceDeps,
    pipelines: PipelineService,
    observer: PipelineObserver,
  ) {
    this.#deps = deps;
    this.#pipelines = pipelines;
    this.#observer = observer;
  }

  /** Takes over the operations of pipelines. */
  register(): void {
    const { outbox } = this.#deps;
    outbox.register({
      kind: 'pipelines.cancel',
      handle: op => this.#cancel(op),
    });
    outbox.register({
      kind: 'pipelines.submit',
      handle: op => this.#submit(op),
      givenUp: (op, error) =>
        this.#observer.end(String(op.payload.pipelineId), {
          status: 'failed',
          statusMessage: error.message,
        }),
    });
  }

  async #submit(operation: Operation) {
    const { config, database, jobTokens, providers } = this.#deps;
    const pipeline = await this.#pipelines.get(
      String(operation.payload.pipelineId),
    );
    if (pipeline.status === 'cancelled') {
      return undefined;
    }
    const spec = workflowOf(pipeline, {
      image: mlImage(config),
      apiBaseUrl: apiBaseUrl(config),
      token: jobTokens.issue(pipeline.id, TOKEN_SECONDS),
    });
    const ref = await providers
      .byId<WorkflowEngine>(pipeline.tool)
      .submit(spec, { key: operation.id });
    await updatePipeline(database, pipeline.id, {
      workflowName: ref.name,
      workflowNamespace: ref.namespace,
      updatedAt: this.#deps.clock().toISOString(),
    });
    await this.#deps.publish('pipeline', pipeline.id, 'changed');
    return { workflow: ref.name, namespace: ref.namespace };
  }

  async #cancel(operation: Operation) {
    const { tool, workflowName, workflowNamespace } = await this.#pipelines.get(
      String(operation.payload.pipelineId),
    );
    if (workflowName && workflowNamespace) {
      await this.#deps.providers
        .byId<WorkflowEngine>(tool)
        .cancel({ name: workflowName, namespace: workflowNamespace });
    }
    return undefined;
  }
}
