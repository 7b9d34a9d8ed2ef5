import {
  DatasetVersioning,
  Environment,
  ExperimentTracker,
  ModelRegistry,
  Provider,
  ServingFramework,
  ToolHealth,
  TrackingProtocol,
  WorkflowEngine,
} from '@llm-ops/plugin-llm-ops-node';

/** What the health prober knows of an instance. */
export interface InstanceHealth extends ToolHealth {
  /** Since when the status is what it is; ISO 8601. */
  since: string;
}

/** Finds the provider for a task. Throws NotImplementedError when none is set up. */
export interface ProviderRegistry {
  /** The one that new runs of an environment go to. */
  tracker(environment: Environment): ExperimentTracker;
  /** The one that new workflows of an environment go to. */
  workflow(environment: Environment): WorkflowEngine;
  /** The one that new endpoints of an environment go to. */
  serving(environment: Environment, name?: string): ServingFramework;
  registry(type: string): ModelRegistry;
  datasets(name?: string): DatasetVersioning;
  /** The instance a record belongs to; its kind is known from the record. */
  byId<T extends Provider = Provider>(id: string): T;
  trackers(): ExperimentTracker[];
  frameworks(): ServingFramework[];
  registries(): ModelRegistry[];
  /** What the code of jobs may speak to the portal. */
  protocols(): TrackingProtocol[];
  all(): { kind: ProviderKind; provider: Provider }[];
}

export type ProviderKind =
  | 'experiment_tracking'
  | 'serving'
  | 'orchestration'
  | 'registry'
  | 'versioning';
