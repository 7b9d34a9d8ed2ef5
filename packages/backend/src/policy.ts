import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  llmOpsAuditPermission,
  llmOpsOperatePermission,
} from '@llm-ops/plugin-llm-ops-common';

const ADMINS = 'group:default/llm-ops-admins';
const ENGINEERS = 'group:default/llm-ops-engineers';

/**
 * Admins may do everything; engineers everything but acting on queued
 * operations; others who are signed in may read, but not the audit log;
 * nobody else anything.
 */
export class PortalPolicy implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const groups = user?.info.ownershipEntityRefs ?? [];
    const { permission } = request;
    const allowed =
      user !== undefined &&
      (groups.includes(ADMINS) ||
        (permission.attributes.action === 'read' &&
          !isPermission(permission, llmOpsAuditPermission)) ||
        (groups.includes(ENGINEERS) &&
          !isPermission(permission, llmOpsOperatePermission)));
    return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}

export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'llm-ops-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new PortalPolicy());
      },
    });
  },
});
