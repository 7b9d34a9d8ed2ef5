/**
 * Contracts that every provider of a kind keeps, as Jest tests. A provider's
 * own tests call one of them with a real tool.
 *
 * @packageDocumentation
 */
export { datasetVersioningContract } from './datasetVersioning';
export { experimentTrackerContract } from './experimentTracker';
export { modelRegistryContract } from './modelRegistry';
export { itAnswersProbes } from './provider';
export { servingFrameworkContract } from './servingFramework';
export { workflowEngineContract } from './workflowEngine';
