import { createExtensionPoint } from '@backstage/backend-plugin-api';
import {
  DatasetVersioning,
  ExperimentTracker,
  ModelRegistry,
  ServingFramework,
  WorkflowEngine,
} from './providers';
import { TrackingProtocol } from './tracking';

/** Where a tool's module hands in its providers, one call per instance. */
export interface ProvidersExtensionPoint {
  addExperimentTracker(provider: ExperimentTracker): void;
  addWorkflowEngine(provider: WorkflowEngine): void;
  addServingFramework(provider: ServingFramework): void;
  addModelRegistry(provider: ModelRegistry): void;
  addDatasetVersioning(provider: DatasetVersioning): void;
  /** Once per protocol, whatever the number of instances. */
  addTrackingProtocol(protocol: TrackingProtocol): void;
}

/** The one socket of the backend plugin. */
export const providersExtensionPoint =
  createExtensionPoint<ProvidersExtensionPoint>({ id: 'llm-ops.providers' });
