import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { isDatabaseConflictError } from '../../store/database';
import {
  findPolicy,
  listPolicies,
  savePolicy,
} from '../../store/governance/policies';
import { Listed, Listing } from '../listing';
import { ServiceDeps } from '../deps';
import { PolicyEngine } from './PolicyEngine';
import { parseRules } from './rules';
import { Policy, POLICY_SCOPES, PolicyScope, PolicyStatus } from './types';

/** Governance policies: their life. {@link PolicyEngine} evaluates them. */
export class PolicyService {
  readonly #deps: Pick<ServiceDeps, 'database' | 'clock'>;
  readonly #engine: PolicyEngine;

  constructor(
    deps: Pick<ServiceDeps, 'database' | 'clock'>,
    engine: PolicyEngine,
  ) {
    this.#deps = deps;
    this.#engine = engine;
  }

  /** Newest first unless asked otherwise. */
  list(
    filter: { scope?: string; status?: string; owner?: string },
    listing: Listing,
  ): Promise<Listed<Policy>> {
    return listPolicies(this.#deps.database, filter, listing);
  }

  async get(id: string): Promise<Policy> {
    const policy = await findPolicy(this.#deps.database, id);
    if (!policy) {
      throw new NotFoundError(`There is no policy with the id ${id}`);
    }
    return policy;
  }

  /** @throws InputError when it is to be active and cannot be evaluated */
  async create(
    given: {
      name: string;
      scope: string;
      rules: Record<string, unknown>;
      status: PolicyStatus;
    },
    actor: string,
  ): Promise<Policy> {
    if (!POLICY_SCOPES.includes(given.scope as PolicyScope)) {
      throw new InputError(
        `'${given.scope}' is not a scope; use one of ${POLICY_SCOPES.join(
          ', ',
        )}`,
      );
    }
    return this.#save({
      ...given,
      id: randomUUID(),
      scope: given.scope as PolicyScope,
      createdBy: actor,
      createdAt: this.#deps.clock().toISOString(),
    });
  }

  /** Changes status or rules, which is a review of the policy. */
  async review(
    id: string,
    change: { status?: PolicyStatus; rules?: Record<string, unknown> },
  ): Promise<Policy> {
    const policy = await this.get(id);
    return this.#save({
      ...policy,
      status: change.status ?? policy.status,
      rules: change.rules ?? policy.rules,
      lastReviewedAt: this.#deps.clock().toISOString(),
    });
  }

  async #save(policy: Policy): Promise<Policy> {
    if (policy.status === 'active') {
      parseRules(policy.rules);
    }
    await savePolicy(this.#deps.database, policy).catch(error => {
      throw isDatabaseConflictError(error)
        ? new ConflictError(
            `There is a policy ${policy.name} for ${policy.scope} already; give it another name`,
          )
        : error;
    });
    this.#engine.forget();
    return policy;
  }
}
