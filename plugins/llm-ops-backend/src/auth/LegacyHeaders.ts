import { timingSafeEqual } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { AuthenticationError } from '@backstage/errors';
import {
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import {
  AccessRules,
  Reach,
  teamRef,
  userRef,
} from '@llm-ops/plugin-llm-ops-node';
import { Request } from 'express';
import { LegacyHeadersConfig } from './config';
import { denied } from './denied';
import { Actor } from './types';

const listOf = (header: string | string[] | undefined) =>
  String(header ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(Boolean);

/** Identities of the old headers: `X-User-Id`, `X-User-Roles`, `X-User-Teams`. */
export class LegacyHeaders {
  readonly #config: LegacyHeadersConfig;
  readonly #readScope: AccessRules['readScope'];

  constructor(
    config: LegacyHeadersConfig,
    readScope: AccessRules['readScope'],
  ) {
    this.#config = config;
    this.#readScope = readScope;
  }

  /**
   * Who the headers say asks, and what that user's roles extend to.
   * @throws AuthenticationError when the headers are not to be believed
   */
  actor(
    { headers, socket }: Request,
    permission: Permission,
    over: ResourcePermission | undefined,
  ): Actor {
    if (!this.#isTrusted(socket.remoteAddress, headers['x-proxy-secret'])) {
      throw new AuthenticationError(
        'The X-User-Id header is not accepted from this caller; use a Backstage token',
      );
    }
    const id = String(headers['x-user-id']).trim();
    const roles = listOf(headers['x-user-roles']);
    if (!id || roles.length === 0) {
      throw new AuthenticationError('X-User-Id and X-User-Roles are needed');
    }
    const claims = [
      userRef(id),
      ...listOf(headers['x-user-teams']).map(teamRef),
    ];
    const wanted = over ? [permission, over] : [permission];
    const reaches = wanted.map(({ name }) => {
      const reach = this.#reach(roles, name, claims);
      if (reach === undefined) {
        throw denied(id, this.#needed(name));
      }
      return reach;
    });
    const reach = reaches.at(-1)!;
    const reading = this.#reach(roles, llmOpsReadPermission.name, claims);
    const readsAll =
      this.#readScope === 'all' && permission.attributes.action === 'read';
    return {
      id,
      kind: 'legacy',
      roles,
      reach: readsAll ? 'all' : reach,
      reading: reading && this.#readScope === 'all' ? 'all' : reading ?? reach,
    };
  }

  #reach(roles: string[], name: string, claims: string[]): Reach | undefined {
    const granting = roles
      .filter(role => Object.hasOwn(this.#config.roles, role))
      .map(role => this.#config.roles[role])
      .filter(({ permissions }) => permissions.includes(name));
    if (granting.length === 0) {
      return undefined;
    }
    return granting.some(({ scope }) => scope === 'all') ? 'all' : { claims };
  }

  #needed(name: string): string {
    const able = Object.entries(this.#config.roles)
      .filter(([, { permissions }]) => permissions.includes(name))
      .map(([role]) => role);
    return able.length > 0
      ? `You may not do this; it needs one of the roles ${able.join(', ')}`
      : `You may not do this; no old role has the permission ${name}`;
  }

  #isTrusted(
    address: string | undefined,
    secret: string | string[] | undefined,
  ): boolean {
    const { mode, trusted, sharedSecret } = this.#config;
    if (mode !== 'trustedProxy') {
      return mode === 'open';
    }
    const from = address ?? '';
    if (trusted && !trusted.check(from, isIPv6(from) ? 'ipv6' : 'ipv4')) {
      return false;
    }
    if (!sharedSecret) {
      return true;
    }
    const given = Buffer.from(String(secret ?? ''));
    const expected = Buffer.from(sharedSecret);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
