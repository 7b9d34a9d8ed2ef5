/**
 * Tracks training runs in MLflow.
 *
 * @packageDocumentation
 */
export { mlflowModule as default } from './module';
export { readMlflowConfig } from './config';
