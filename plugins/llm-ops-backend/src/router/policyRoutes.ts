import {
  llmOpsPolicyWritePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { Policy, PolicyService, PolicyStatus } from '../services/governance';
import { listAnswer, listingOf } from './lists';
import { text } from './text';
import { OperationRoute } from './types';

const present = (policy: Policy) => ({
  id: policy.id,
  name: policy.name,
  scope: policy.scope,
  rules: policy.rules,
  status: policy.status,
  lastReviewedAt: policy.lastReviewedAt ?? null,
  createdAt: policy.createdAt,
});

/** Routes of `/governance/policies`. */
export function createPolicyRoutes(policies: PolicyService): OperationRoute[] {
  const read = llmOpsReadPermission;
  const write = llmOpsPolicyWritePermission;
  return [
    {
      operationId: 'listPolicies',
      permission: read,
      handle: async ({ query }) =>
        listAnswer(
          await policies.list(
            {
              scope: text(query.scope),
              status: text(query.status),
              owner: text(query.owner),
            },
            listingOf(query),
          ),
          records => records.map(present),
        ),
    },
    {
      operationId: 'createPolicy',
      permission: write,
      handle: async ({ body, actor }) => ({
        data: present(
          await policies.create(
            {
              name: String(body.name),
              scope: String(body.scope),
              rules: body.rules as Record<string, unknown>,
              status: (body.status ?? 'draft') as PolicyStatus,
            },
            actor.id,
          ),
        ),
        message: 'Policy created',
      }),
    },
    {
      operationId: 'getPolicy',
      permission: read,
      handle: async ({ path }) => ({
        data: present(await policies.get(path.policyId)),
      }),
    },
    {
      operationId: 'reviewPolicy',
      permission: write,
      handle: async ({ path, body }) => ({
        data: present(
          await policies.review(path.policyId, {
            status: body.status as PolicyStatus | undefined,
            rules: body.rules as Record<string, unknown> | undefined,
          }),
        ),
        message: 'Policy reviewed',
      }),
    },
  ];
}
