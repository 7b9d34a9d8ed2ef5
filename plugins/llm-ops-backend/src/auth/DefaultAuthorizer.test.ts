import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  llmOpsApprovePermission,
  llmOpsCatalogCreatePermission,
  llmOpsCatalogWritePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { OwnerFilter } from '@llm-ops/plugin-llm-ops-node';
import { Request } from 'express';
import { readLegacyHeaders } from './config';
import { DefaultAuthorizer } from './DefaultAuthorizer';
import { JobTokens } from './JobTokens';
import { LegacyHeaders } from './LegacyHeaders';

const JOB = '3f0c1a52-6a41-4e5c-9f6e-5d1f0f3a2b1c';
const own = { claims: ['user:default/ann'] };
const jobTokens = new JobTokens('a secret');
const bearer = (token: string) =>
  ({ headers: { authorization: `Bearer ${token}` } } as Request);
const user = {
  headers: { authorization: mockCredentials.user.header('user:default/ann') },
} as Request;

/** An authorizer whose policy decides as given; by default it allows all. */
function make(
  decisions: Record<string, 'DENY' | 'OWN'> = {},
  approval: 'owner' | 'other' = 'owner',
) {
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async queries =>
      queries.map(({ permission: { name } }): PolicyDecision => {
        switch (decisions[name]) {
          case 'DENY':
            return { result: AuthorizeResult.DENY };
          case 'OWN':
            return {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'llm-ops',
              resourceType: 'llm-ops-record',
              conditions: {
                rule: 'IS_OWNER',
                resourceType: 'llm-ops-record',
                params: own,
              },
            };
          default:
            return { result: AuthorizeResult.ALLOW };
        }
      }),
    authorize: async queries =>
      queries.map(({ permission: { name } }) => ({
        result: decisions[name] ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      })),
  });
  const authorizer = new DefaultAuthorizer({
    httpAuth: mockServices.httpAuth({
      pluginId: 'llm-ops',
      defaultCredentials: mockCredentials.none(),
    }),
    permissions,
    toFilter: conditions =>
      (conditions as unknown as { params: OwnerFilter }).params,
    jobTokens,
    legacy: new LegacyHeaders(
      readLegacyHeaders(mockServices.rootConfig()),
      'all',
    ),
    approval,
  });
  return { authorizer, permissions };
}

describe('DefaultAuthorizer', () => {
  it('knows nobody without an identity', async () => {
    const { authorizer } = make();
    for (const request of [
      { headers: {} } as Request,
      bearer('nonsense'),
      bearer('llmops-job.nonsense'),
    ]) {
      await expect(
        authorizer.authorize(request, llmOpsReadPermission),
      ).rejects.toMatchObject({ name: 'AuthenticationError' });
    }
  });

  it('lets the token of a job speak for that job only', async () => {
    const { authorizer, permissions } = make();
    const ask = (token: string, allowJob?: string) =>
      authorizer.authorize(bearer(token), llmOpsReadPermission, { allowJob });
    const token = jobTokens.issue(JOB, 60);
    expect(await ask(token, JOB)).toMatchObject({ kind: 'job', jobId: JOB });
    for (const other of [undefined, 'another']) {
      await expect(ask(token, other)).rejects.toMatchObject({
        name: 'NotAllowedError',
        actorId: `job:${JOB}`,
      });
    }
    await expect(ask(jobTokens.issue(JOB, -1), JOB)).rejects.toMatchObject({
      name: 'AuthenticationError',
    });
    expect(permissions.authorizeConditional).not.toHaveBeenCalled();
  });

  it('turns conditions of the policy into a reach, asking once', async () => {
    const { authorizer, permissions } = make({
      'llm-ops.catalog.write': 'OWN',
    });
    expect(
      await authorizer.authorize(user, llmOpsCatalogWritePermission),
    ).toMatchObject({
      id: 'user:default/ann',
      kind: 'user',
      reach: own,
      reading: 'all',
    });
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    expect(permissions.authorize).not.toHaveBeenCalled();
  });

  it('needs both permissions of a creation, and reaches as far as the second', async () => {
    const over = llmOpsCatalogWritePermission;
    const create = (decisions: Parameters<typeof make>[0]) =>
      make(decisions).authorizer.authorize(
        user,
        llmOpsCatalogCreatePermission,
        { over },
      );
    expect(await create({ [over.name]: 'OWN' })).toMatchObject({ reach: own });
    for (const name of [over.name, llmOpsCatalogCreatePermission.name]) {
      await expect(create({ [name]: 'DENY' })).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: `You may not do this; it needs the permission ${name}`,
      });
    }
  });

  it('keeps approval from who made a record, if so configured', async () => {
    const made = {
      not: { claims: ['user:default/ann'], by: 'creator' },
    };
    const { authorizer } = make({}, 'other');
    expect(
      await authorizer.authorize(user, llmOpsApprovePermission),
    ).toMatchObject({ reach: made });
    const limited = make({ 'llm-ops.catalog.approve': 'OWN' }, 'other');
    expect(
      await limited.authorizer.authorize(user, llmOpsApprovePermission),
    ).toMatchObject({ reach: { allOf: [own, made] } });
  });
});
