import { BlockList, isIP } from 'node:net';
import { Config } from '@backstage/config';
import { LegacyRole, readLegacyRoles } from './legacyRoles';

/** How far the old headers `X-User-Id` and `X-User-Roles` are believed. */
export interface LegacyHeadersConfig {
  mode: 'off' | 'trustedProxy' | 'open';
  /** Addresses of proxies that set the headers; undefined for any. */
  trusted?: BlockList;
  /** Value of `X-Proxy-Secret` that a proxy must send. */
  sharedSecret?: string;
  /** What each old role may do. */
  roles: Record<string, LegacyRole>;
}

const KEY = 'llmOps.auth.legacyHeaders';

/**
 * Reads `llmOps.auth.legacyHeaders`.
 * @throws Error naming the key, the reason and an example
 */
export function readLegacyHeaders(config: Config): LegacyHeadersConfig {
  const at = config.getOptionalConfig(KEY);
  const mode = at?.getOptionalString('mode') ?? 'off';
  if (mode !== 'off' && mode !== 'trustedProxy' && mode !== 'open') {
    throw new Error(
      `${KEY}.mode: '${mode}' is not one of off, trustedProxy, open; for example mode: trustedProxy`,
    );
  }
  if (mode === 'open' && process.env.NODE_ENV === 'production') {
    throw new Error(
      `${KEY}.mode: 'open' believes every caller and is refused in production; for example mode: trustedProxy with trustedAddresses: ['10.0.0.5']`,
    );
  }
  const addresses = at?.getOptionalStringArray('trustedAddresses') ?? [];
  const sharedSecret = at?.getOptionalString('sharedSecret');
  if (mode === 'trustedProxy' && addresses.length === 0 && !sharedSecret) {
    throw new Error(
      `${KEY}: mode trustedProxy needs trustedAddresses or sharedSecret; for example trustedAddresses: ['10.0.0.5']`,
    );
  }
  return {
    mode,
    trusted: addresses.length > 0 ? readAddresses(addresses) : undefined,
    sharedSecret,
    roles: readLegacyRoles(KEY, at),
  };
}

/** Single addresses, and ranges such as `10.0.0.0/8` or `fd00::/8`. */
function readAddresses(addresses: string[]): BlockList {
  const trusted = new BlockList();
  for (const text of addresses) {
    const [address, prefix, ...more] = text.split('/');
    const bits = isIP(address) === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix || NaN);
    const valid =
      isIP(address) !== 0 &&
      more.length === 0 &&
      Number.isInteger(length) &&
      length >= 0 &&
      length <= bits;
    if (!valid) {
      throw new Error(
        `${KEY}.trustedAddresses: '${text}' is not an address or a range; for example ['10.0.0.5', '10.1.0.0/16', 'fd00::/8']`,
      );
    }
    trusted.addSubnet(address, length, bits === 32 ? 'ipv4' : 'ipv6');
  }
  return trusted;
}
