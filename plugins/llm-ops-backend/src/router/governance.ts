import { llmOpsAuditPermission } from '@llm-ops/plugin-llm-ops-common';
import { AuditRecord, AuditService } from '../services/governance';
import { text } from './text';
import { OperationRoute } from './types';

const present = (record: AuditRecord) => ({
  id: record.id,
  actorId: record.actorId,
  action: record.action,
  resourceType: record.resourceType,
  resourceId: record.resourceId ?? null,
  result: record.result,
  metadata: record.metadata ?? null,
  occurredAt: record.occurredAt,
});

/** Routes of `/governance`. */
export function createGovernanceRoutes(audit: AuditService): OperationRoute[] {
  return [
    {
      operationId: 'listAuditLogs',
      permission: llmOpsAuditPermission,
      handle: async ({ query }) => ({
        data: (
          await audit.list({
            actorId: text(query.actor_id),
            resourceType: text(query.resource_type),
            action: text(query.action),
            limit: Number(query.limit ?? 100),
          })
        ).map(present),
      }),
    },
  ];
}
