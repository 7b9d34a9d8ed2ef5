import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  ANNOTATION_ID,
  LLM_OPS_RECORD,
  llmOpsApprovePermission,
  llmOpsAuditPermission,
  llmOpsMetricsPermission,
  llmOpsOperatePermission,
  llmOpsPolicyWritePermission,
} from '@llm-ops/plugin-llm-ops-common';
import {
  AccessRules,
  createLlmOpsConditionalDecision,
  llmOpsConditions,
  readAccessRules,
} from '@llm-ops/plugin-llm-ops-node';

const ADMINS = 'group:default/llm-ops-admins';
const OPERATORS = 'group:default/llm-ops-operators';
const ENGINEERS = 'group:default/llm-ops-engineers';

/** Resource type of the software catalog. */
const CATALOG_ENTITY = 'catalog-entity';

/** What may be read by engineers, not by everybody who is signed in. */
const FOR_ENGINEERS = [llmOpsAuditPermission, llmOpsMetricsPermission];

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Admins may do everything; operators act on queued operations; engineers do everything but acting on queued
 * operations and making governance policies, to records that they or their
 * teams own; others who are signed in may read, but not the audit log and the
 * metrics; nobody else anything. How far reading goes, and whether engineers approve, is
 * configured.
 */
export class PortalPolicy implements PermissionPolicy {
  readonly #rules: AccessRules;

  constructor(rules: AccessRules) {
    this.#rules = rules;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (user === undefined) {
      return DENY;
    }
    const claims = user.info.ownershipEntityRefs;
    if (claims.includes(ADMINS)) {
      return ALLOW;
    }
    if (
      claims.includes(OPERATORS) &&
      isPermission(permission, llmOpsOperatePermission)
    ) {
      return ALLOW;
    }
    const engineer = claims.includes(ENGINEERS);
    const reading = permission.attributes.action === 'read';
    const denied = FOR_ENGINEERS.some(own => isPermission(permission, own))
      ? !engineer
      : !reading && !engineer;
    if (
      denied ||
      isPermission(permission, llmOpsOperatePermission) ||
      isPermission(permission, llmOpsPolicyWritePermission) ||
      (isPermission(permission, llmOpsApprovePermission) &&
        this.#rules.approval === 'admin')
    ) {
      return DENY;
    }
    const limited = !reading || this.#rules.readScope === 'team';
    if (limited && isResourcePermission(permission, LLM_OPS_RECORD)) {
      return createLlmOpsConditionalDecision(
        permission,
        llmOpsConditions.isOwner({ claims }),
      );
    }
    // Entities of records are as far to be seen as the records themselves.
    if (
      limited &&
      reading &&
      isResourcePermission(permission, CATALOG_ENTITY)
    ) {
      return createCatalogConditionalDecision(permission, {
        anyOf: [
          {
            not: catalogConditions.hasAnnotation({ annotation: ANNOTATION_ID }),
          },
          catalogConditions.isEntityOwner({ claims }),
        ],
      });
    }
    return ALLOW;
  }
}

export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'llm-ops-policy',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, policy: policyExtensionPoint },
      async init({ config, policy }) {
        policy.setPolicy(new PortalPolicy(readAccessRules(config)));
      },
    });
  },
});
