export { checkEnvironments } from './check';
export type { EnvironmentConfig, Finding, ToolCheck } from './types';
export { describeFindings } from './describe';
