import {
  llmOpsOperatePermission,
  llmOpsPermissions,
} from '@llm-ops/plugin-llm-ops-common';
import { JsonValue } from '@backstage/types';
import { Config } from '@backstage/config';

/** What an old role may do, and to whose records. */
export interface LegacyRole {
  /** Names of permissions. */
  permissions: string[];
  /** `own`: only what the user or the teams of `X-User-Teams` own. */
  scope: 'all' | 'own';
}

const NAMES = llmOpsPermissions.map(({ name }) => name);
const USUAL = NAMES.filter(name => name !== llmOpsOperatePermission.name);
const EXAMPLE =
  'for example roles: { researcher: { permissions: [llm-ops.read], scope: all } }';

/**
 * Reads the roles of `llmOps.auth.legacyHeaders`: a map, or a list of roles
 * that may do everything but act on operations, which `operatorRoles` may.
 *
 * @throws Error naming the key, the reason and an example
 */
export function readLegacyRoles(
  key: string,
  config: Config | undefined,
): Record<string, LegacyRole> {
  const roles = config?.getOptional('roles') ?? [
    'llm-ops-user',
    'admin',
    'researcher',
  ];
  if (Array.isArray(roles)) {
    const operators = config?.getOptionalStringArray('operatorRoles') ?? [
      'admin',
    ];
    const all = new Set([...roles.map(String), ...operators]);
    return Object.fromEntries(
      [...all].map(role => [
        role,
        {
          permissions: [
            ...(roles.includes(role) ? USUAL : []),
            ...(operators.includes(role) ? [llmOpsOperatePermission.name] : []),
          ],
          scope: 'all' as const,
        },
      ]),
    );
  }
  return Object.fromEntries(
    Object.entries(roles as Record<string, JsonValue>).map(([role, value]) => [
      role,
      readRole(`${key}.roles.${role}`, value),
    ]),
  );
}

function readRole(key: string, value: JsonValue): LegacyRole {
  const { permissions, scope = 'own' } = (value ?? {}) as Partial<LegacyRole>;
  if (!Array.isArray(permissions)) {
    throw new Error(`${key}.permissions: a list is needed; ${EXAMPLE}`);
  }
  const unknown = permissions.find(
    name => name !== '*' && !NAMES.includes(name),
  );
  if (unknown !== undefined) {
    throw new Error(
      `${key}.permissions: '${unknown}' is not one of ${NAMES.join(
        ', ',
      )} or '*'; ${EXAMPLE}`,
    );
  }
  if (scope !== 'all' && scope !== 'own') {
    throw new Error(`${key}.scope: '${scope}' is not all or own; ${EXAMPLE}`);
  }
  return {
    permissions: permissions.includes('*') ? NAMES : permissions,
    scope,
  };
}
