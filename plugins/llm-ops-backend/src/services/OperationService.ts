import { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import {
  after,
  findOperation,
  listOperations,
  moveOperation,
} from '../outbox/store';
import { Operation, OperationState } from '../outbox/types';
import { ServiceDeps } from './deps';
import { notFound } from './notFound';

/** What an operator may do: from which states, and what changes. */
const ACTIONS: Record<
  'retry' | 'skip' | 'cancel',
  { from: OperationState[]; to: OperationState }
> = {
  retry: { from: ['dead', 'pending'], to: 'pending' },
  skip: { from: ['dead'], to: 'cancelled' },
  cancel: { from: ['pending', 'dead'], to: 'cancelled' },
};

/** Queued and done operations, for operators. */
export class OperationService {
  readonly #deps: ServiceDeps;
  readonly #auditor: AuditorService;

  constructor(deps: ServiceDeps, auditor: AuditorService) {
    this.#deps = deps;
    this.#auditor = auditor;
  }

  async list(filter: {
    state?: string;
    tool?: string;
    lane?: string;
    limit: number;
    cursor?: string;
    reach: Reach;
  }): Promise<{ operations: Operation[]; nextCursor: string | null }> {
    const operations = await listOperations(this.#deps.database, {
      ...filter,
      before: filter.cursor ? Number(filter.cursor) : undefined,
    });
    const last = operations[operations.length - 1];
    return {
      operations,
      nextCursor: operations.length === filter.limit ? String(last.seq) : null,
    };
  }

  async get(id: string): Promise<Operation> {
    const operation = await findOperation(this.#deps.database, id);
    if (!operation) {
      throw notFound('operation', id);
    }
    return operation;
  }

  /** Acts on an operation; audited. */
  async act(
    id: string,
    action: keyof typeof ACTIONS,
    actor: string,
  ): Promise<Operation> {
    const event = await this.#auditor.createEvent({
      eventId: `operation-${action}`,
      severityLevel: 'medium',
      meta: { operation: id, actor },
    });
    try {
      const before = await this.get(id);
      const { from, to } = ACTIONS[action];
      const moved = await moveOperation(this.#deps.database, id, from, {
        state: to,
        ...(to === 'pending' && {
          attempts: 0,
          crashes: 0,
          next_at: after(this.#deps.database, 0),
        }),
      });
      if (!moved) {
        throw new ConflictError(
          `An operation that is ${
            before.state
          } cannot be changed by ${action}; it can be from ${from.join(
            ' or ',
          )}`,
        );
      }
      this.#deps.outbox.wake();
      await event.success();
      return await this.get(id);
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }
}
