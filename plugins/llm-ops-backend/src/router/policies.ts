import { Actor } from '../auth/types';
import { isGoverned, PolicyEngine } from '../services/governance';
import { Audited, resourceTypeOf } from './audit';

/**
 * Checks a request against the active governance policies.
 * @throws NotAllowedError naming the policy that forbids it
 */
export async function enforcePolicies(
  policies: PolicyEngine,
  { operation, route, request }: Audited,
  actor: Actor,
): Promise<void> {
  const [tag = ''] = operation.tags ?? [];
  const permission = route.permission.name;
  // What a job reports of itself was decided when it was submitted.
  if (
    actor.kind === 'job' ||
    !isGoverned({ tag, permission }, route.permission.attributes.action)
  ) {
    return;
  }
  await policies.check(actor, {
    operationId: operation.operationId,
    method: request.method.toLowerCase(),
    tag,
    resourceType: resourceTypeOf(operation),
    permission,
    isPerson: actor.kind !== 'service',
    body: (request.body as Record<string, unknown>) ?? {},
  });
}
