import {
  DatasetVersioning,
  Environment,
  ExperimentTracker,
  ModelRegistry,
  Provider,
  ServingFramework,
  ToolHealth,
  WorkflowEngine,
} from '@llm-ops/plugin-llm-ops-node';

/** What the health prober knows of an instance. */
export interface InstanceHealth extends ToolHealth {
  /** Since when the status is what it is; ISO 8601. */
  since: string;
}

/** Finds the provider for a task. Throws NotImplementedError when none is set up. */
export interface ProviderRegistry {
  tracker(environment: Environment): ExperimentTracker;
  workflow(environment: Environment): WorkflowEngine;
  serving(environment: Environment, name?: string): ServingFramework;
  registry(type: string): ModelRegistry;
  datasets(name?: string): DatasetVersioning;
  /** The instance with an id, of any kind. */
  byId(id: string): Provider;
  frameworks(): ServingFramework[];
  registries(): ModelRegistry[];
  all(): { kind: ProviderKind; provider: Provider }[];
}

export type ProviderKind =
  | 'experiment_tracking'
  | 'serving'
  | 'orchestration'
  | 'registry'
  | 'versioning';
