export * from './provider';
export * from './ExperimentTracker';
export * from './WorkflowEngine';
export * from './ServingFramework';
export * from './ModelRegistry';
export * from './DatasetVersioning';
