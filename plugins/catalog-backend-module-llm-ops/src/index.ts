/**
 * Shows models, data sets, servers and endpoints in the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleLlmOps as default } from './module';
