import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Request } from 'express';

/** Who asks, whichever way they proved it, and what they may touch. */
export interface Actor {
  /** User entity ref (`user:default/ann`), service subject or old `X-User-Id`. */
  id: string;
  kind: 'user' | 'service' | 'legacy' | 'job';
  /** Old roles, e.g. `llm-ops-user`, `admin`; empty for Backstage users. */
  roles: string[];
  credentials?: BackstageCredentials;
  /** For kind `job`: the only job the token speaks for. */
  jobId?: string;
  /** Records that the asked permission extends to. */
  reach: Reach;
  /** Records that the actor may know of; others are as if they were not. */
  reading: Reach;
}

export interface AuthorizeOptions {
  /** The job whose own token is enough. */
  allowJob?: string;
  /** Permission needed too, whose reach counts instead. */
  over?: ResourcePermission;
}

export interface Authorizer {
  /**
   * Finds the actor of a request and checks the permission.
   * @throws AuthenticationError (401) without identity, NotAllowedError (403)
   */
  authorize(
    request: Request,
    permission: Permission,
    options?: AuthorizeOptions,
  ): Promise<Actor>;

  /**
   * The same for who calls an action, of whom Backstage gives the credentials.
   * @throws AuthenticationError, NotAllowedError
   */
  ofCredentials(
    credentials: BackstageCredentials,
    permission: Permission,
  ): Promise<Actor>;
}
