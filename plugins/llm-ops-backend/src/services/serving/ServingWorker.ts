import { ServingFramework } from '@llm-ops/plugin-llm-ops-node';
import {
  deleteEndpoint,
  findEndpoint,
  updateEndpoint,
} from '../../store/serving/endpoints';
import { Operation } from '../../outbox/types';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { toServingSpec } from './rules';

/** Carries out what endpoints need at their serving framework. */
export class ServingWorker {
  readonly #deps: ServiceDeps;
  readonly #models: ModelServices;

  constructor(deps: ServiceDeps, models: ModelServices) {
    this.#deps = deps;
    this.#models = models;
  }

  /** Takes over the operations of endpoints. */
  register(): void {
    const { outbox } = this.#deps;
    outbox.register({
      kind: 'serving.apply',
      handle: operation => this.#apply(operation),
      givenUp: (operation, error) => this.#givenUp(operation, error),
    });
    outbox.register({
      kind: 'serving.remove',
      handle: operation => this.#remove(operation),
    });
  }

  async #apply(operation: Operation) {
    const id = String(operation.payload.endpointId);
    const endpoint = await findEndpoint(this.#deps.database, id);
    if (!endpoint || endpoint.deletedAt) {
      return undefined;
    }
    const model = await this.#models.models.get(endpoint.modelId);
    const framework = this.#deps.providers.byId<ServingFramework>(
      endpoint.tool,
    );
    const ref = await framework.apply(toServingSpec(endpoint, model), {
      key: endpoint.id,
    });
    await updateEndpoint(this.#deps.database, id, {
      resourceNamespace: ref.namespace,
    });
    return { name: ref.name, namespace: ref.namespace };
  }

  async #remove(operation: Operation) {
    const id = String(operation.payload.endpointId);
    const endpoint = await findEndpoint(this.#deps.database, id);
    if (endpoint?.resourceNamespace) {
      const framework = this.#deps.providers.byId<ServingFramework>(
        endpoint.tool,
      );
      await framework.remove({
        name: endpoint.resourceName,
        namespace: endpoint.resourceNamespace,
      });
    }
    await deleteEndpoint(this.#deps.database, id);
    return undefined;
  }

  async #givenUp(operation: Operation, error: Error): Promise<void> {
    const id = String(operation.payload.endpointId);
    await updateEndpoint(this.#deps.database, id, {
      status: 'failed',
      statusMessage: error.message,
    });
    await this.#deps.publish('endpoint', id, 'changed');
    await this.#deps.notify(operation.createdBy, {
      title: `${operation.title} failed`,
      description: error.message,
      link: `/llm-ops/endpoints/${id}`,
      failed: true,
    });
  }
}
