import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { Request } from 'express';

/** Who asks, whichever way they proved it. */
export interface Actor {
  /** User entity ref (`user:default/ann`), service subject or old `X-User-Id`. */
  id: string;
  kind: 'user' | 'service' | 'legacy' | 'job';
  /** Old roles, e.g. `llm-ops-user`, `admin`; empty for Backstage users. */
  roles: string[];
  credentials?: BackstageCredentials;
  /** For kind `job`: the only job the token speaks for. */
  jobId?: string;
}

export interface Authorizer {
  /**
   * Finds the actor of a request and checks the permission.
   * @throws AuthenticationError (401) without identity, NotAllowedError (403)
   */
  authorize(
    request: Request,
    permission: BasicPermission,
    options?: { allowJob?: string },
  ): Promise<Actor>;
}
