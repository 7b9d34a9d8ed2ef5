export { HealthService } from './HealthService';
export type { ProbeListener } from './HealthService';
export type { ToolState } from './types';
