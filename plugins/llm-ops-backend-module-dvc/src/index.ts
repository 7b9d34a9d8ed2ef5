/**
 * Versions file trees with DVC.
 *
 * @packageDocumentation
 */
export { dvcModule as default } from './module';
export { readDvcConfig } from './config';
