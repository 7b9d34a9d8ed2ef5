import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  llmOpsAuditPermission,
  llmOpsDeployPermission,
  llmOpsOperatePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { PortalPolicy } from './policy';

const user = (...groups: string[]) =>
  ({ info: { ownershipEntityRefs: groups } } as unknown as PolicyQueryUser);
const engineer = user('group:default/llm-ops-engineers');
const admin = user('group:default/llm-ops-admins');
const visitor = user('user:default/visitor');

describe('PortalPolicy', () => {
  const policy = new PortalPolicy();
  it.each([
    ['a visitor', visitor, llmOpsReadPermission, 'ALLOW'],
    ['a visitor', visitor, llmOpsDeployPermission, 'DENY'],
    ['an engineer', engineer, llmOpsDeployPermission, 'ALLOW'],
    ['an engineer', engineer, llmOpsOperatePermission, 'DENY'],
    ['an admin', admin, llmOpsOperatePermission, 'ALLOW'],
    ['a visitor', visitor, llmOpsAuditPermission, 'DENY'],
    ['an engineer', engineer, llmOpsAuditPermission, 'ALLOW'],
    ['nobody', undefined, llmOpsReadPermission, 'DENY'],
    [
      'a visitor',
      visitor,
      createPermission({ name: 'unknown', attributes: {} }),
      'DENY',
    ],
  ] as const)('%s: %#', async (_who, who, permission, result) => {
    await expect(policy.handle({ permission }, who)).resolves.toEqual({
      result: AuthorizeResult[result],
    });
  });
});
