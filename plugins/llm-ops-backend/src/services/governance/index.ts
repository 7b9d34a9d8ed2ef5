export { AuditService } from './AuditService';
export type { AuditRecord } from './types';
