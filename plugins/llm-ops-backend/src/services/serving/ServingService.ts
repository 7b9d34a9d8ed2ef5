import { ConflictError } from '@backstage/errors';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { isDatabaseConflictError } from '../../store/database';
import { Listed, Listing } from '../../store/listing';
import {
  deleteEndpoint,
  EndpointFilter,
  findEndpoint,
  insertEndpoint,
  listEndpoints,
  updateEndpoint,
} from '../../store/serving/endpoints';
import { cancelWaiting } from '../../store/operations';
import { ServiceDeps } from '../deps';
import { notFound } from '../notFound';
import { ModelRecord, ModelServices } from '../models';
import { EndpointPlanner } from './EndpointPlanner';
import { checkReplacement, toServingSpec } from './rules';
import {
  EndpointChange,
  EndpointRecord,
  EndpointSurroundings,
  NewEndpoint,
} from './types';

/** Serving endpoints: what is asked of them. */
export class ServingService {
  readonly #deps: ServiceDeps;
  readonly #models: ModelServices;
  readonly #planner: EndpointPlanner;

  constructor(
    deps: ServiceDeps,
    models: ModelServices,
    planner: EndpointPlanner,
  ) {
    this.#deps = deps;
    this.#models = models;
    this.#planner = planner;
  }

  list(
    filter: EndpointFilter & { reach: Reach },
    listing: Listing,
  ): Promise<Listed<EndpointRecord>> {
    return listEndpoints(this.#deps.database, filter, listing);
  }

  async get(id: string): Promise<EndpointRecord> {
    const endpoint = await findEndpoint(this.#deps.database, id);
    if (!endpoint || endpoint.deletedAt) {
      throw notFound('endpoint', id);
    }
    return endpoint;
  }

  /** The models of endpoints and what each endpoint waits for. */
  async around(endpoints: EndpointRecord[]) {
    const reasons = await this.#deps.outbox.waitingReasons(
      endpoints.map(endpoint => `endpoint:${endpoint.id}`),
    );
    const models = await this.#models.models.byIds(
      endpoints.map(endpoint => endpoint.modelId),
    );
    return (endpoint: EndpointRecord): EndpointSurroundings => {
      const reason = reasons.get(`endpoint:${endpoint.id}`);
      return {
        model: models.get(endpoint.modelId),
        ...(reason && {
          queue: { position: null, reason, waitingFor: endpoint.tool },
        }),
      };
    };
  }

  modelOf(endpoint: EndpointRecord): Promise<ModelRecord> {
    return this.#models.models.get(endpoint.modelId);
  }

  /** Name of an endpoint's framework, or its instance when it is gone. */
  frameworkOf({ tool }: EndpointRecord): string {
    const framework = this.#deps.providers
      .frameworks()
      .find(({ instance }) => instance.id === tool);
    return framework?.name ?? tool;
  }

  /** Validates without effect and shows the object that would be made. */
  async dryRun(input: NewEndpoint, actor: string): Promise<object> {
    const { endpoint, model, framework } = await this.#planner.plan(
      input,
      actor,
    );
    return framework
      ? framework.render(toServingSpec(endpoint, model), endpoint.id)
      : { external: model.name };
  }

  /**
   * Records the endpoint and queues its deployment, in one transaction.
   *
   * @param also - writes in the same transaction
   */
  async create(
    input: NewEndpoint,
    actor: string,
    also?: (trx: Knex.Transaction, endpoint: EndpointRecord) => Promise<void>,
  ): Promise<EndpointRecord> {
    const { endpoint, model, framework } = await this.#planner.plan(
      input,
      actor,
    );
    await this.#deps.database
      .transaction(async trx => {
        await insertEndpoint(trx, endpoint);
        await also?.(trx, endpoint);
        if (framework) {
          await this.#deps.outbox.enqueue(
            trx,
            applyOperation(
              endpoint,
              actor,
              `Deploy ${model.name} at ${endpoint.route}`,
            ),
          );
        }
      })
      .catch(error => {
        throw isDatabaseConflictError(error)
          ? new ConflictError(
              `The route ${endpoint.route} is taken in ${endpoint.environment}; choose another, or remove that endpoint`,
            )
          : error;
      });
    this.#deps.outbox.wake();
    await this.#deps.publish('endpoint', endpoint.id, 'created');
    return endpoint;
  }

  /**
   * Changes what is asked; undefined leaves a field as it is, null clears it.
   * The former is kept for a rollback.
   */
  async change(
    id: string,
    change: EndpointChange,
    actor: string,
  ): Promise<EndpointRecord> {
    const endpoint = await this.get(id);
    const spec = await this.#planner.changed(endpoint, change);
    await this.#write(
      endpoint,
      { spec, previousSpec: endpoint.spec },
      actor,
      'Change',
    );
    return this.get(id);
  }

  /**
   * Deploys again with what is given. An endpoint stays with its framework.
   * @throws InputError, ConflictError beginning with `Invalid request: `
   */
  async redeploy(
    id: string,
    change: EndpointChange & { servingFramework?: string },
    actor: string,
  ): Promise<EndpointRecord> {
    const { servingFramework, ...spec } = change;
    try {
      const { environment, tool } = await this.get(id);
      const wanted =
        servingFramework &&
        this.#deps.providers.serving(environment, servingFramework);
      if (wanted && wanted.instance.id !== tool) {
        throw new ConflictError(
          `the endpoint is served by ${tool}; remove it and deploy it with ${servingFramework} instead`,
        );
      }
      checkReplacement(spec.deploymentSpec ?? undefined);
      return await this.change(id, spec, actor);
    } catch (error) {
      const { name, message } = error as Error;
      if (name === 'InputError' || name === 'ConflictError') {
        (error as Error).message = `Invalid request: ${message}`;
      }
      throw error;
    }
  }

  /** Goes back to what was asked before the last change. */
  async rollback(id: string, actor: string): Promise<EndpointRecord> {
    const endpoint = await this.get(id);
    if (!endpoint.previousSpec) {
      throw new ConflictError('There is no earlier revision to go back to');
    }
    await this.#write(
      endpoint,
      { spec: endpoint.previousSpec, previousSpec: endpoint.spec },
      actor,
      'Roll back',
    );
    return this.get(id);
  }

  async setStatus(
    id: string,
    status: EndpointRecord['status'],
  ): Promise<EndpointRecord> {
    await this.get(id);
    const now = this.#deps.clock().toISOString();
    await updateEndpoint(this.#deps.database, id, {
      status,
      observedAt: now,
      updatedAt: now,
    });
    await this.#deps.publish('endpoint', id, 'changed');
    return this.get(id);
  }

  /** Queues the removal; the endpoint is out of lists at once. */
  async remove(id: string, actor: string): Promise<EndpointRecord> {
    const endpoint = await this.get(id);
    if (endpoint.tool === 'external') {
      await deleteEndpoint(this.#deps.database, id);
    } else {
      await this.#deps.database.transaction(async trx => {
        const now = this.#deps.clock().toISOString();
        await updateEndpoint(trx, id, {
          deletedAt: now,
          route: `${endpoint.route}#${id}`,
        });
        await cancelWaiting(trx, `endpoint:${id}`);
        await this.#deps.outbox.enqueue(trx, {
          kind: 'serving.remove',
          tool: endpoint.tool,
          lane: `endpoint:${id}`,
          title: `Remove ${endpoint.route}`,
          payload: { endpointId: id },
          createdBy: actor,
          followUp: true,
        });
      });
      this.#deps.outbox.wake();
    }
    await this.#deps.publish('endpoint', id, 'deleted');
    return endpoint;
  }

  async #write(
    endpoint: EndpointRecord,
    change: Partial<EndpointRecord>,
    actor: string,
    verb: string,
  ): Promise<void> {
    const external = endpoint.tool === 'external';
    await this.#deps.database.transaction(async trx => {
      await updateEndpoint(trx, endpoint.id, {
        ...change,
        status: external ? endpoint.status : 'deploying',
        updatedAt: this.#deps.clock().toISOString(),
      });
      if (!external) {
        await this.#deps.outbox.enqueue(
          trx,
          applyOperation(endpoint, actor, `${verb} ${endpoint.route}`),
        );
      }
    });
    this.#deps.outbox.wake();
    await this.#deps.publish('endpoint', endpoint.id, 'changed');
  }
}

function applyOperation(
  endpoint: EndpointRecord,
  actor: string,
  title: string,
) {
  return {
    kind: 'serving.apply',
    tool: endpoint.tool,
    lane: `endpoint:${endpoint.id}`,
    title,
    payload: { endpointId: endpoint.id },
    createdBy: actor,
  };
}
