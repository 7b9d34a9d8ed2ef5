/**
 * Versions tables with DuckLake.
 *
 * @packageDocumentation
 */
export { ducklakeModule as default } from './module';
export { readDuckLakeConfig } from './config';
