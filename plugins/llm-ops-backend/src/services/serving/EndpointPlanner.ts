import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { ServingFramework } from '@llm-ops/plugin-llm-ops-node';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { PromptService } from '../prompts';
import {
  changedSpec,
  checkDeploymentSpec,
  checkSpec,
  normalizeRoute,
} from './rules';
import {
  EndpointChange,
  EndpointRecord,
  EndpointSpec,
  NewEndpoint,
} from './types';

/** Turns what is asked of endpoints into records; nothing is written. */
export class EndpointPlanner {
  readonly #deps: ServiceDeps;
  readonly #models: ModelServices;
  readonly #prompts: PromptService;

  constructor(
    deps: ServiceDeps,
    models: ModelServices,
    prompts: PromptService,
  ) {
    this.#deps = deps;
    this.#models = models;
    this.#prompts = prompts;
  }

  /**
   * A new endpoint with its model; an external one has no framework.
   * @throws InputError, ConflictError when it cannot be served so
   */
  async plan(input: NewEndpoint, actor: string) {
    const { modelId, environment, route, servingFramework, ...asked } = input;
    const spec = changedSpec(asked, asked);
    const model = await this.#models.models.requireApproved(modelId, 'served');
    checkSpec(spec);
    checkDeploymentSpec(spec.deploymentSpec, model);
    await this.#requirePrompt(spec.promptPolicyId);
    const external = model.type === 'external';
    if (!external && !model.storageUri) {
      throw new ConflictError(
        `${model.name} has no files yet, so it cannot be served`,
      );
    }
    const framework: ServingFramework | undefined = external
      ? undefined
      : this.#deps.providers.serving(environment, servingFramework);
    const id = randomUUID();
    const now = this.#deps.clock().toISOString();
    const endpoint: EndpointRecord = {
      id,
      modelId,
      environment,
      route: normalizeRoute(route),
      status: external ? 'healthy' : 'deploying',
      spec,
      tool: framework?.instance.id ?? 'external',
      resourceName: `svc-${id.replace(/-/g, '').slice(0, 12)}`,
      createdBy: actor,
      createdAt: now,
      updatedAt: now,
    };
    return { endpoint, model, framework };
  }

  /**
   * What is asked of an endpoint after a change.
   * @throws InputError when it contradicts itself or the model
   */
  async changed(
    endpoint: EndpointRecord,
    change: EndpointChange,
  ): Promise<EndpointSpec> {
    const spec = changedSpec(endpoint.spec, change);
    checkSpec(spec);
    checkDeploymentSpec(
      spec.deploymentSpec,
      await this.#models.models.get(endpoint.modelId),
    );
    await this.#requirePrompt(change.promptPolicyId);
    return spec;
  }

  async #requirePrompt(id: unknown): Promise<void> {
    if (id !== undefined && id !== null) {
      await this.#prompts.requirePolicy(String(id));
    }
  }
}
