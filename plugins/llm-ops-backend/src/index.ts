/**
 * The server of the LLM-Ops portal.
 *
 * @packageDocumentation
 */
export { llmOpsPlugin as default } from './plugin';
export { createMigrationPlugin } from './migration/plugin';
export type { MigrationMode } from './migration/run';
export {
  checkEnvironments,
  describeFindings,
  type EnvironmentConfig,
} from './configCheck';
