import {
  BackstageCredentials,
  BackstageNonePrincipal,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  isPermission,
  isResourcePermission,
  Permission,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { ConditionTransformer } from '@backstage/plugin-permission-node';
import {
  llmOpsApprovePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import {
  AccessRules,
  NOTHING,
  OwnerFilter,
  Reach,
  userRef,
} from '@llm-ops/plugin-llm-ops-node';
import { Request } from 'express';
import { denied } from './denied';
import { JobTokens } from './JobTokens';
import { LegacyHeaders } from './LegacyHeaders';
import { Actor, Authorizer, AuthorizeOptions } from './types';

/** Finds out who asks and whether they may; denies what it does not know. */
export class DefaultAuthorizer implements Authorizer {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;
  readonly #toFilter: ConditionTransformer<OwnerFilter>;
  readonly #jobTokens: JobTokens;
  readonly #legacy: LegacyHeaders;
  readonly #approval: AccessRules['approval'];

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    toFilter: ConditionTransformer<OwnerFilter>;
    jobTokens: JobTokens;
    legacy: LegacyHeaders;
    approval: AccessRules['approval'];
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
    this.#toFilter = options.toFilter;
    this.#jobTokens = options.jobTokens;
    this.#legacy = options.legacy;
    this.#approval = options.approval;
  }

  async authorize(
    request: Request,
    permission: Permission,
    options: AuthorizeOptions = {},
  ): Promise<Actor> {
    const bearer = /^Bearer (.+)$/i.exec(
      request.headers.authorization ?? '',
    )?.[1];
    if (bearer?.startsWith('llmops-job.')) {
      return this.#job(bearer, options.allowJob);
    }
    const actor =
      !bearer && request.headers['x-user-id'] !== undefined
        ? this.#legacy.actor(request, permission, options.over)
        : await this.#backstage(request, permission, options);
    const approves = [permission, options.over].some(
      each => each && isPermission(each, llmOpsApprovePermission),
    );
    return approves && this.#approval === 'other'
      ? { ...actor, reach: butOwn(actor) }
      : actor;
  }

  async #backstage(
    request: Request,
    permission: Permission,
    options: AuthorizeOptions,
  ): Promise<Actor> {
    const credentials = await this.#httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return this.ofCredentials(credentials, permission, options);
  }

  async ofCredentials(
    credentials: BackstageCredentials,
    permission: Permission,
    { over }: AuthorizeOptions = {},
  ): Promise<Actor> {
    const principal = credentials.principal as
      | BackstageUserPrincipal
      | BackstageServicePrincipal
      | BackstageNonePrincipal;
    if (principal.type === 'none') {
      throw new AuthenticationError('Sign in, or send a token');
    }
    const id =
      principal.type === 'user' ? principal.userEntityRef : principal.subject;
    const wanted = over ? [permission, over] : [permission];
    const reaches = await this.#reaches(
      [...wanted, llmOpsReadPermission],
      credentials,
    );
    const refused = wanted.find((_each, at) => reaches[at] === undefined);
    if (refused) {
      throw denied(
        id,
        `You may not do this; it needs the permission ${refused.name}`,
      );
    }
    const reach = reaches[wanted.length - 1]!;
    return {
      id,
      kind: principal.type,
      roles: [],
      credentials,
      reach,
      reading: reaches[wanted.length] ?? reach,
    };
  }

  /** What each permission extends to; undefined where it is denied. */
  async #reaches(
    wanted: Permission[],
    credentials: BackstageCredentials,
  ): Promise<(Reach | undefined)[]> {
    const decisions = new Map<string, PolicyDecision>();
    const once = [...new Map(wanted.map(each => [each.name, each])).values()];
    const records = once.filter(each => isResourcePermission(each));
    const others = once.filter(
      (each): each is BasicPermission => !isResourcePermission(each),
    );
    const [conditional, definite] = await Promise.all([
      this.#permissions.authorizeConditional(
        records.map(each => ({ permission: each })),
        { credentials },
      ),
      others.length === 0
        ? []
        : this.#permissions.authorize(
            others.map(each => ({ permission: each })),
            { credentials },
          ),
    ]);
    records.forEach(({ name }, at) => decisions.set(name, conditional[at]));
    others.forEach(({ name }, at) => decisions.set(name, definite[at]));
    return wanted.map(({ name }) => this.#reachOf(decisions.get(name)!));
  }

  #reachOf(decision: PolicyDecision): Reach | undefined {
    if (decision.result === AuthorizeResult.CONDITIONAL) {
      return this.#toFilter(
        decision.conditions as PermissionCriteria<PermissionCondition>,
      );
    }
    return decision.result === AuthorizeResult.ALLOW ? 'all' : undefined;
  }

  #job(token: string, allowed: string | undefined): Actor {
    const jobId = this.#jobTokens.verify(token);
    if (!jobId) {
      throw new AuthenticationError('The job token is not valid or has ended');
    }
    const id = `job:${jobId}`;
    if (jobId !== allowed) {
      throw denied(id, 'A job token only speaks for its own job');
    }
    return {
      id,
      kind: 'job',
      roles: [],
      jobId,
      reach: 'all',
      reading: 'all',
    };
  }
}

/** Who asks without an identity, where that is allowed. */
export const ANONYMOUS: Actor = {
  id: 'anonymous',
  kind: 'service',
  roles: [],
  reach: NOTHING,
  reading: NOTHING,
};

/** All of the actor's reach but what the actor made. */
function butOwn({ id, reach }: Actor): Reach {
  const others = {
    not: { claims: [userRef(id)], by: 'creator' as const },
  };
  return reach === 'all' ? others : { allOf: [reach, others] };
}
