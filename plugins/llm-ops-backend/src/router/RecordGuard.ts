import { NotFoundError } from '@backstage/errors';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  llmOpsApprovePermission,
  llmOpsPermissions,
} from '@llm-ops/plugin-llm-ops-common';
import { covers, RecordOwners } from '@llm-ops/plugin-llm-ops-node';
import { denied } from '../auth/denied';
import { Actor, Authorizer } from '../auth/types';
import { notFound } from '../services/notFound';
import { OwnedKind, OwnerService } from '../services/OwnerService';
import { OperationRequest, OperationRoute } from './types';

/** Kind of record that each path parameter names. */
const RECORDS: Record<string, OwnedKind> = {
  model_id: 'model',
  dataset_id: 'dataset',
  jobId: 'job',
  runId: 'run',
  endpointId: 'endpoint',
  template_id: 'prompt',
  experiment_id: 'experiment',
  pipeline_id: 'pipeline',
  operation_id: 'operation',
};

/**
 * Path parameters that name a part of such a record, or what nobody owns;
 * `route_name` is looked up within reach by the service.
 */
const OTHERS = [
  'version_id',
  'version1',
  'version2',
  'model_name',
  'route_name',
  'policyId',
  'stage',
];

/**
 * Whether the actor's reach extends to the records of a request, checked
 * before its handler runs. Owners of a record never change, so the check
 * holds for whatever the handler then does.
 */
export class RecordGuard {
  readonly #owners: OwnerService;
  readonly #authorizer: Authorizer;

  constructor(owners: OwnerService, authorizer: Authorizer) {
    this.#owners = owners;
    this.#authorizer = authorizer;
  }

  /** @throws Error when a route could be called without such a check */
  static requireGuarded(path: string, route: OperationRoute): void {
    const { operationId, permission } = route;
    if (!llmOpsPermissions.some(({ name }) => name === permission?.name)) {
      throw new Error(`The operation ${operationId} has no known permission`);
    }
    for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
      const kind = RECORDS[name];
      if (!kind && !OTHERS.includes(name)) {
        throw new Error(
          `${operationId}: what the path parameter ${name} names is not known; add it to RecordGuard`,
        );
      }
      // Operators act on everybody's operations.
      if (kind && kind !== 'operation' && !isResourcePermission(permission)) {
        throw new Error(
          `${operationId} is about a record, so it needs a resource permission instead of ${permission.name}`,
        );
      }
    }
  }

  /**
   * Gives the error for a record that is not there as far as the actor may know.
   * @throws NotAllowedError for one that the actor may see, but not touch so
   */
  async check(
    route: OperationRoute,
    request: OperationRequest,
  ): Promise<NotFoundError | undefined> {
    const { actor, path, body, raw } = request;
    const further = route.alsoNeeds?.(body);
    if (further) {
      await this.#authorizer.authorize(raw, further);
    }
    for (const [name, id] of Object.entries(path)) {
      const missing =
        RECORDS[name] && (await this.#record(RECORDS[name], id, actor));
      if (missing) {
        return missing;
      }
    }
    for (const [kind, id] of route.references?.(request) ?? []) {
      const known = { ...actor, reach: actor.reading };
      const missing = id && (await this.#record(kind, id, known));
      if (missing) {
        return missing;
      }
    }
    await this.#creation(route, request);
    return undefined;
  }

  async #record(
    kind: OwnedKind,
    id: string,
    actor: Actor,
  ): Promise<NotFoundError | undefined> {
    if (actor.reach === 'all' && actor.reading === 'all') {
      return undefined;
    }
    const owners = await this.#owners.of(kind, id);
    if (!owners || !covers(actor.reading, owners)) {
      return notFound(kind, id);
    }
    if (!covers(actor.reach, owners)) {
      throw denied(actor.id, refusal(owners));
    }
    return undefined;
  }

  async #creation(
    { creates }: OperationRoute,
    { actor, body, raw }: OperationRequest,
  ): Promise<void> {
    const team = creates?.team?.(body);
    const teams = team === undefined ? [] : [team];
    if (team !== undefined && !covers(actor.reach, { teams })) {
      throw denied(
        actor.id,
        `You may not create anything for '${team}'; name a team of yours as its owner`,
      );
    }
    if (creates?.approved?.(body)) {
      const { reach } = await this.#authorizer.authorize(
        raw,
        llmOpsApprovePermission,
      );
      if (!covers(reach, { creator: actor.id, teams })) {
        throw denied(actor.id, 'You may not approve what you create yourself');
      }
    }
  }
}

function refusal({ creator, teams }: RecordOwners): string {
  const own = [...new Set(teams)].join(' and ');
  return `You may not do this to a record of ${
    own || creator
  }; ask its owner or an admin`;
}
