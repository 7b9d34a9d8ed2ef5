import { Config } from '@backstage/config';

/** How far the old headers `X-User-Id` and `X-User-Roles` are believed. */
export interface LegacyHeadersConfig {
  mode: 'off' | 'trustedProxy' | 'open';
  /** Addresses of proxies that set the headers. */
  trustedAddresses: string[];
  /** Value of `X-Proxy-Secret` that a proxy must send. */
  sharedSecret?: string;
  /** Old roles that let a caller in. */
  roles: string[];
  /** Old roles that may act on operations too. */
  operatorRoles: string[];
}

/**
 * Reads `llmOps.auth.legacyHeaders`.
 * @throws Error naming the key, the reason and an example
 */
export function readLegacyHeaders(config: Config): LegacyHeadersConfig {
  const key = 'llmOps.auth.legacyHeaders';
  const at = config.getOptionalConfig(key);
  const mode = at?.getOptionalString('mode') ?? 'off';
  if (mode !== 'off' && mode !== 'trustedProxy' && mode !== 'open') {
    throw new Error(
      `${key}.mode: '${mode}' is not one of off, trustedProxy, open; for example mode: trustedProxy`,
    );
  }
  if (mode === 'open' && process.env.NODE_ENV === 'production') {
    throw new Error(
      `${key}.mode: 'open' believes every caller and is refused in production; for example mode: trustedProxy with trustedAddresses: ['10.0.0.5']`,
    );
  }
  const trustedAddresses = at?.getOptionalStringArray('trustedAddresses') ?? [];
  const sharedSecret = at?.getOptionalString('sharedSecret');
  if (
    mode === 'trustedProxy' &&
    trustedAddresses.length === 0 &&
    !sharedSecret
  ) {
    throw new Error(
      `${key}: mode trustedProxy needs trustedAddresses or sharedSecret; for example trustedAddresses: ['10.0.0.5']`,
    );
  }
  return {
    mode,
    trustedAddresses,
    sharedSecret,
    roles: at?.getOptionalStringArray('roles') ?? [
      'llm-ops-user',
      'admin',
      'researcher',
    ],
    operatorRoles: at?.getOptionalStringArray('operatorRoles') ?? ['admin'],
  };
}
