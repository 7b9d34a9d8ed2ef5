/**
 * Serves models with KServe.
 *
 * @packageDocumentation
 */
export { kserveModule as default } from './module';
export { readKServeConfig } from './config';
