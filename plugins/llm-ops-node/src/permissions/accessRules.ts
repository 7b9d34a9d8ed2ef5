import { Config } from '@backstage/config';

/** How far people see, and who may approve. */
export interface AccessRules {
  /** `all`: every record; `team`: what they or their teams own. */
  readScope: 'all' | 'team';
  /**
   * `owner`: who owns a record; `other`: the same, but not who made it;
   * `admin`: admins only.
   */
  approval: 'owner' | 'other' | 'admin';
}

function oneOf<T extends string>(config: Config, key: string, values: T[]): T {
  const value = config.getOptionalString(key) ?? values[0];
  if (!values.includes(value as T)) {
    throw new Error(
      `${key}: '${value}' is not one of ${values.join(', ')}; for example ${key
        .split('.')
        .pop()}: ${values[0]}`,
    );
  }
  return value as T;
}

/**
 * Reads `llmOps.auth`.
 * @throws Error naming the key, the reason and an example
 */
export function readAccessRules(config: Config): AccessRules {
  return {
    readScope: oneOf(config, 'llmOps.auth.readScope', ['all', 'team']),
    approval: oneOf(config, 'llmOps.auth.approval', [
      'owner',
      'other',
      'admin',
    ]),
  };
}
