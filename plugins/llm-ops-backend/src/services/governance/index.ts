export { AuditService } from './AuditService';
export { PolicyEngine } from './PolicyEngine';
export type { PolicyFacts } from './PolicyEngine';
export { PolicyService } from './PolicyService';
export { isGoverned } from './scopes';
export type { PolicyTarget } from './scopes';
export { POLICY_STATUSES } from './types';
export type { AuditRecord, Policy, PolicyScope, PolicyStatus } from './types';
