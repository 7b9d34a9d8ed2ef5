import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  llmOpsApprovePermission,
  llmOpsAuditPermission,
  llmOpsCatalogCreatePermission,
  llmOpsDeployPermission,
  llmOpsInferPermission,
  llmOpsMetricsPermission,
  llmOpsOperatePermission,
  llmOpsPolicyWritePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { AccessRules } from '@llm-ops/plugin-llm-ops-node';
import { PortalPolicy } from './policy';

const user = (...groups: string[]) =>
  ({ info: { ownershipEntityRefs: groups } } as unknown as PolicyQueryUser);
const engineer = user('user:default/ann', 'group:default/llm-ops-engineers');
const admin = user('group:default/llm-ops-admins');
const operator = user('group:default/llm-ops-operators');
const visitor = user('user:default/visitor');
const catalogEntityReadPermission = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});
const unknown = createPermission({ name: 'unknown', attributes: {} });

const decide = async (
  who: PolicyQueryUser | undefined,
  permission: Permission,
  rules: Partial<AccessRules> = {},
) => {
  const policy = new PortalPolicy({
    readScope: 'all',
    approval: 'owner',
    ...rules,
  });
  return (await policy.handle({ permission }, who)).result;
};

describe('PortalPolicy', () => {
  it.each([
    ['a visitor', visitor, llmOpsReadPermission, 'ALLOW'],
    ['a visitor', visitor, llmOpsInferPermission, 'ALLOW'],
    ['a visitor', visitor, llmOpsDeployPermission, 'DENY'],
    ['a visitor', visitor, llmOpsCatalogCreatePermission, 'DENY'],
    ['an engineer', engineer, llmOpsCatalogCreatePermission, 'ALLOW'],
    ['an engineer', engineer, llmOpsDeployPermission, 'CONDITIONAL'],
    ['an engineer', engineer, llmOpsApprovePermission, 'CONDITIONAL'],
    ['an engineer', engineer, llmOpsOperatePermission, 'DENY'],
    ['an engineer', engineer, llmOpsPolicyWritePermission, 'DENY'],
    ['an operator', operator, llmOpsOperatePermission, 'ALLOW'],
    ['an operator', operator, llmOpsDeployPermission, 'DENY'],
    ['an admin', admin, llmOpsOperatePermission, 'ALLOW'],
    ['a visitor', visitor, llmOpsMetricsPermission, 'DENY'],
    ['an engineer', engineer, llmOpsMetricsPermission, 'ALLOW'],
    ['an admin', admin, llmOpsDeployPermission, 'ALLOW'],
    ['a visitor', visitor, llmOpsAuditPermission, 'DENY'],
    ['an engineer', engineer, llmOpsAuditPermission, 'ALLOW'],
    ['nobody', undefined, llmOpsReadPermission, 'DENY'],
    ['a visitor', visitor, unknown, 'DENY'],
  ] as const)('%s: %#', async (_who, who, permission, result) => {
    expect(await decide(who, permission)).toBe(AuthorizeResult[result]);
  });

  it('lets people read what they or their teams own, if so configured', async () => {
    const rules = { readScope: 'team' } as const;
    for (const permission of [
      llmOpsReadPermission,
      llmOpsInferPermission,
      catalogEntityReadPermission,
    ]) {
      expect(await decide(visitor, permission, rules)).toBe('CONDITIONAL');
      expect(await decide(admin, permission, rules)).toBe('ALLOW');
    }
  });

  it('leaves approval to admins, if so configured', async () => {
    const rules = { approval: 'admin' } as const;
    expect(await decide(engineer, llmOpsApprovePermission, rules)).toBe('DENY');
    expect(await decide(admin, llmOpsApprovePermission, rules)).toBe('ALLOW');
  });

  it('asks for the owner by every claim of the user', async () => {
    const policy = new PortalPolicy({ readScope: 'all', approval: 'owner' });
    const decision = await policy.handle(
      { permission: llmOpsDeployPermission },
      engineer,
    );
    expect(decision).toEqual({
      result: 'CONDITIONAL',
      pluginId: 'llm-ops',
      resourceType: 'llm-ops-record',
      conditions: {
        rule: 'IS_OWNER',
        resourceType: 'llm-ops-record',
        params: {
          claims: ['user:default/ann', 'group:default/llm-ops-engineers'],
        },
      },
    });
  });
});
