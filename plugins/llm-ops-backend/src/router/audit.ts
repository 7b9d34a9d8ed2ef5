import { Request, Response } from 'express';
import { Actor } from '../auth/types';
import { OpenApiOperation } from '../schema/types';
import { AuditService } from '../services/governance';
import { OperationRoute } from './types';

/** Kinds of record by the tag of their operations. */
const KINDS: Record<string, string> = {
  models: 'model',
  datasets: 'dataset',
  training: 'training_job',
  experiments: 'training_job',
  serving: 'serving_endpoint',
  inference: 'serving_endpoint',
  prompts: 'prompt_template',
  operations: 'operation',
  workflows: 'pipeline',
  governance: 'policy',
};

/** What an audit record is made of. */
export interface Audited {
  operation: OpenApiOperation;
  route: OperationRoute;
  request: Request;
  response: Response;
}

/** Kind of record that an operation is about. */
export function resourceTypeOf(operation: OpenApiOperation): string {
  const [tag = ''] = operation.tags ?? [];
  return KINDS[tag] ?? tag;
}

function describe({ operation, request, response }: Audited) {
  return {
    action: operation.operationId,
    resourceType: resourceTypeOf(operation),
    resourceId: Object.values(request.params)[0] as string | undefined,
    requestId: response.get('X-Request-Id'),
  };
}

/** Records that somebody was refused. */
export function auditDenied(
  audit: AuditService,
  audited: Audited,
  error: Error & { actorId?: string; policyId?: string },
): Promise<void> {
  const { requestId, ...what } = describe(audited);
  return audit.record({
    ...what,
    actorId: error.actorId ?? 'anonymous',
    result: 'denied',
    metadata: {
      requestId,
      message: error.message,
      ...(error.policyId && { policyId: error.policyId }),
    },
  });
}

/**
 * Records a write and how it went. Reads are not recorded, nor what jobs
 * report of themselves, which their runs keep.
 */
export async function auditWrite(
  audit: AuditService,
  audited: Audited,
  actor: Actor,
  outcome: { data?: unknown; error?: Error },
): Promise<void> {
  const { permission } = audited.route;
  if (permission.attributes.action === 'read' || actor.kind === 'job') {
    return;
  }
  const { requestId, ...what } = describe(audited);
  const made = (outcome.data as { id?: string } | undefined)?.id;
  await audit.record({
    ...what,
    resourceId: what.resourceId ?? made,
    actorId: actor.id,
    result: 'allowed',
    metadata: {
      requestId,
      outcome: outcome.error ? 'failed' : 'done',
      ...(outcome.error && { message: outcome.error.message }),
    },
  });
}
