import { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { Knex } from 'knex';
import { Actor } from '../../auth/types';
import { listPolicies } from '../../store/governance/policies';
import { collect } from '../../store/listing';
import { askedFor, exceeded } from './resources';
import { parseRules, PolicyCondition, PolicyRules } from './rules';
import { actionNames, covers, PolicyTarget } from './scopes';
import { isWithin } from './timeWindow';
import { Policy, PolicyScope } from './types';

/** How long read policies are gone by, in milliseconds; writes here end it. */
const CACHE_MS = 2_000;

/** What the engine has to ask others. */
export interface PolicyFacts {
  /** Everything the actor is: roles, groups, its own id. */
  rolesOf(actor: Actor): Promise<string[]>;
  /** What the resources of a scope have cost since the month began, UTC. */
  monthlyCost(scope: PolicyScope): Promise<number>;
}

type Active = Policy & { parsed: PolicyRules };

/** Checks writes and inference against the active policies. */
export class PolicyEngine {
  readonly #options: {
    knex: Knex;
    logger: LoggerService;
    clock: () => Date;
    facts: PolicyFacts;
  };
  #active: Promise<Active[]> | undefined;
  #readAt = 0;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    clock: () => Date;
    facts: PolicyFacts;
  }) {
    this.#options = options;
  }

  /** Makes a change of the policies count at once. */
  forget(): void {
    this.#active = undefined;
  }

  /** @throws NotAllowedError naming the policy that forbids it */
  async check(actor: Actor, target: PolicyTarget): Promise<void> {
    for (const policy of await this.#policies()) {
      const reason =
        covers(policy.scope, target) &&
        (await this.#breach(policy, actor, target));
      if (reason) {
        throw Object.assign(
          new NotAllowedError(
            `The policy '${policy.name}' (${policy.scope}) refuses this: ${reason}`,
          ),
          { actorId: actor.id, policyId: policy.id },
        );
      }
    }
  }

  async #breach(
    { parsed, scope }: Active,
    actor: Actor,
    target: PolicyTarget,
  ): Promise<string | undefined> {
    const { allowedActions, requiredRoles, allowedResourceTypes } = parsed;
    const names = actionNames(target);
    if (allowedActions && !allowedActions.some(a => names.includes(a))) {
      return `${
        target.operationId
      } is not among its allowed_actions (${allowedActions.join(', ')})`;
    }
    if (
      allowedResourceTypes &&
      !allowedResourceTypes.includes(target.resourceType)
    ) {
      return `${
        target.resourceType
      } is not among its allowed_resource_types (${allowedResourceTypes.join(
        ', ',
      )})`;
    }
    if (requiredRoles) {
      const roles = await this.#options.facts.rolesOf(actor);
      if (!requiredRoles.some(role => roles.includes(role))) {
        return `it needs one of the roles ${requiredRoles.join(', ')}`;
      }
    }
    for (const condition of parsed.conditions) {
      const reason = await this.#unmet(condition, scope, target);
      if (reason) {
        return reason;
      }
    }
    return undefined;
  }

  async #unmet(
    condition: PolicyCondition,
    scope: PolicyScope,
    target: PolicyTarget,
  ): Promise<string | undefined> {
    if (condition.type === 'resource_limit') {
      return exceeded(condition.limit, askedFor(target.body));
    }
    if (condition.type === 'time_window') {
      const { start, end, days, timezone } = condition.limit;
      return isWithin(condition.limit, this.#options.clock())
        ? undefined
        : `it is allowed from ${start} to ${end} ${timezone ?? 'UTC'}${
            days ? ` on ${days.join(', ')}` : ''
          } only`;
    }
    // Whatever lowers the bill has to stay possible.
    if (target.method === 'delete') {
      return undefined;
    }
    const cost = await this.#options.facts.monthlyCost(scope);
    return cost < condition.limit
      ? undefined
      : `${cost.toFixed(2)} have been spent this month, the limit is ${
          condition.limit
        }`;
  }

  #policies(): Promise<Active[]> {
    const now = Date.now();
    if (!this.#active || now - this.#readAt > CACHE_MS) {
      this.#readAt = now;
      const reading = this.#read();
      reading.catch(() => this.forget());
      this.#active = reading;
    }
    return this.#active;
  }

  async #read(): Promise<Active[]> {
    const policies = await collect(
      await listPolicies(this.#options.knex, { status: 'active' }),
    );
    return policies.flatMap(policy => {
      try {
        return [{ ...policy, parsed: parseRules(policy.rules) }];
      } catch (error) {
        this.#options.logger.error(
          `The active policy '${policy.name}' is malformed and is not evaluated`,
          error as Error,
        );
        return [];
      }
    });
  }
}
