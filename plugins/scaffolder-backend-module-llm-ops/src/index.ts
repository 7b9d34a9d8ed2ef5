/**
 * Scaffolder actions that train and deploy models.
 *
 * @packageDocumentation
 */
export { scaffolderModuleLlmOps as default } from './module';
