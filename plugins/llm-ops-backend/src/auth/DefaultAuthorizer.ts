import { timingSafeEqual } from 'node:crypto';
import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { llmOpsOperatePermission } from '@llm-ops/plugin-llm-ops-common';
import { Request } from 'express';
import { LegacyHeadersConfig } from './config';
import { JobTokens } from './JobTokens';
import { Actor, Authorizer } from './types';

/** A refusal that says whom it refused, for the audit log. */
function denied(actorId: string, message: string): NotAllowedError {
  return Object.assign(new NotAllowedError(message), { actorId });
}

/** Finds out who asks and whether they may; denies what it does not know. */
export class DefaultAuthorizer implements Authorizer {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;
  readonly #jobTokens: JobTokens;
  readonly #legacy: LegacyHeadersConfig;

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    jobTokens: JobTokens;
    legacy: LegacyHeadersConfig;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
    this.#jobTokens = options.jobTokens;
    this.#legacy = options.legacy;
  }

  async authorize(
    request: Request,
    permission: BasicPermission,
    options?: { allowJob?: string },
  ): Promise<Actor> {
    const bearer = /^Bearer (.+)$/i.exec(
      request.headers.authorization ?? '',
    )?.[1];
    if (bearer?.startsWith('llmops-job.')) {
      return this.#job(bearer, options?.allowJob);
    }
    if (!bearer && request.headers['x-user-id'] !== undefined) {
      return this.#legacyActor(request, permission);
    }
    const credentials = await this.#httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    const { principal } = credentials;
    const actor: Actor =
      'userEntityRef' in principal
        ? { id: principal.userEntityRef, kind: 'user', roles: [], credentials }
        : { id: principal.subject, kind: 'service', roles: [], credentials };
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw denied(
        actor.id,
        `You may not do this; it needs the permission ${permission.name}`,
      );
    }
    return actor;
  }

  #job(token: string, allowed: string | undefined): Actor {
    const jobId = this.#jobTokens.verify(token);
    if (!jobId) {
      throw new AuthenticationError('The job token is not valid or has ended');
    }
    if (jobId !== allowed) {
      throw denied(`job:${jobId}`, 'A job token only speaks for its own job');
    }
    return { id: `job:${jobId}`, kind: 'job', roles: [], jobId };
  }

  #legacyActor(request: Request, permission: BasicPermission): Actor {
    if (!this.#isTrusted(request)) {
      throw new AuthenticationError(
        'The X-User-Id header is not accepted from this caller; use a Backstage token',
      );
    }
    const id = String(request.headers['x-user-id']).trim();
    const roles = String(request.headers['x-user-roles'] ?? '')
      .split(',')
      .map(role => role.trim())
      .filter(Boolean);
    if (!id || roles.length === 0) {
      throw new AuthenticationError('X-User-Id and X-User-Roles are needed');
    }
    const wanted =
      permission.name === llmOpsOperatePermission.name
        ? this.#legacy.operatorRoles
        : this.#legacy.roles;
    if (!roles.some(role => wanted.includes(role))) {
      throw denied(id, `This needs one of the roles ${wanted.join(', ')}`);
    }
    return { id, kind: 'legacy', roles };
  }

  #isTrusted(request: Request): boolean {
    const { mode, trustedAddresses, sharedSecret } = this.#legacy;
    if (mode !== 'trustedProxy') {
      return mode === 'open';
    }
    const address = (request.socket.remoteAddress ?? '').replace(
      /^::ffff:/,
      '',
    );
    if (trustedAddresses.length > 0 && !trustedAddresses.includes(address)) {
      return false;
    }
    if (!sharedSecret) {
      return true;
    }
    const given = Buffer.from(String(request.headers['x-proxy-secret'] ?? ''));
    const expected = Buffer.from(sharedSecret);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
