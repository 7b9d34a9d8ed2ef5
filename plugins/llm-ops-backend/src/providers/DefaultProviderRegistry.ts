import { InputError, NotImplementedError } from '@backstage/errors';
import {
  DatasetVersioning,
  Environment,
  ExperimentTracker,
  ModelRegistry,
  Provider,
  ProvidersExtensionPoint,
  ServingFramework,
  TrackingProtocol,
  WorkflowEngine,
} from '@llm-ops/plugin-llm-ops-node';
import { ProviderKind, ProviderRegistry } from './types';

function missing(what: string, example: string): NotImplementedError {
  return new NotImplementedError(
    `No ${what} is set up; add one to app-config.yaml, for example ${example}`,
  );
}

/** Collects what the modules hand in, and picks by environment or name. */
export class DefaultProviderRegistry
  implements ProviderRegistry, ProvidersExtensionPoint
{
  readonly #protocols: TrackingProtocol[] = [];
  readonly #entries: { kind: ProviderKind; provider: Provider }[] = [];

  addExperimentTracker(provider: ExperimentTracker): void {
    this.#add('experiment_tracking', provider);
  }

  addWorkflowEngine(provider: WorkflowEngine): void {
    this.#add('orchestration', provider);
  }

  addServingFramework(provider: ServingFramework): void {
    this.#add('serving', provider);
  }

  addModelRegistry(provider: ModelRegistry): void {
    this.#add('registry', provider);
  }

  addDatasetVersioning(provider: DatasetVersioning): void {
    this.#add('versioning', provider);
  }

  addTrackingProtocol(protocol: TrackingProtocol): void {
    this.#protocols.push(protocol);
  }

  protocols(): TrackingProtocol[] {
    return [...this.#protocols];
  }

  tracker(environment: Environment): ExperimentTracker {
    const found = this.#of<ExperimentTracker>(
      'experiment_tracking',
      environment,
    )[0];
    if (!found) {
      throw missing(
        `experiment tracker for ${environment}`,
        'llmOps.mlflow.instances: [{id: mlflow, url: http://127.0.0.1:5000}]',
      );
    }
    return found;
  }

  workflow(environment: Environment): WorkflowEngine {
    const found = this.#of<WorkflowEngine>('orchestration', environment)[0];
    if (!found) {
      throw missing(
        `workflow engine for ${environment}`,
        'llmOps.argo.instances: [{id: argo, kubeconfig: /etc/kubeconfig}]',
      );
    }
    return found;
  }

  serving(environment: Environment, name?: string): ServingFramework {
    const all = this.#of<ServingFramework>('serving', environment);
    const found = name ? all.find(item => item.name === name) : all[0];
    if (!found && all.length > 0) {
      throw new InputError(
        `The serving framework '${name}' is not enabled in ${environment}; leave servingFramework out, or use ${[
          ...new Set(all.map(item => item.name)),
        ].join(', ')}`,
      );
    }
    if (!found) {
      throw missing(
        `serving framework ${name ?? ''} for ${environment}`,
        'llmOps.kserve.instances: [{id: kserve, kubeconfig: /etc/kubeconfig}]',
      );
    }
    return found;
  }

  registry(type: string): ModelRegistry {
    const found = this.registries().find(item => item.registryType === type);
    if (!found) {
      throw new InputError(
        `No model registry of type ${type} is set up; use another registry_type, or add one to app-config.yaml, for example llmOps.${type}.instances: [{id: hub, url: https://hub.example.org}]`,
      );
    }
    return found;
  }

  datasets(name?: string): DatasetVersioning {
    const all = this.#of<DatasetVersioning>('versioning');
    const found = name ? all.find(item => item.name === name) : all[0];
    if (!found) {
      throw missing(
        `data versioning tool ${name ?? ''}`,
        'llmOps.ducklake.instances: [{id: ducklake, directory: /var/lib/llm-ops/ducklake}]',
      );
    }
    return found;
  }

  byId<T extends Provider = Provider>(id: string): T {
    const found = this.#entries.find(
      ({ provider }) => provider.instance.id === id,
    );
    if (!found) {
      throw new NotImplementedError(
        `The tool instance '${id}' is not configured any more; configure it again, or move its records`,
      );
    }
    return found.provider as T;
  }

  trackers(): ExperimentTracker[] {
    return this.#of<ExperimentTracker>('experiment_tracking');
  }

  frameworks(): ServingFramework[] {
    return this.#of<ServingFramework>('serving');
  }

  registries(): ModelRegistry[] {
    return this.#of<ModelRegistry>('registry');
  }

  all() {
    return [...this.#entries];
  }

  #add(kind: ProviderKind, provider: Provider): void {
    const { id } = provider.instance;
    if (this.#entries.some(entry => entry.provider.instance.id === id)) {
      throw new Error(`The tool instance id '${id}' is used twice`);
    }
    this.#entries.push({ kind, provider });
  }

  #of<T extends Provider>(kind: ProviderKind, environment?: Environment): T[] {
    return this.#entries
      .filter(
        entry =>
          entry.kind === kind &&
          (!environment ||
            entry.provider.instance.environments.includes(environment)),
      )
      .map(entry => entry.provider as T);
  }
}
