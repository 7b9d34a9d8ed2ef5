/**
 * Runs pipelines on Argo Workflows.
 *
 * @packageDocumentation
 */
export { argoModule as default } from './module';
export { readArgoConfig } from './config';
