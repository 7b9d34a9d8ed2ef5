import { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { after } from '../outbox/claim';
import { addEvent, listEvents } from '../outbox/events';
import { OutboxSettings } from '../outbox/settings';
import {
  findOperation,
  listOperations,
  moveOperation,
  OperationFilter,
  removeEnded,
} from '../outbox/store';
import { summarize, ToolQueue } from '../outbox/summary';
import { Operation, OperationEvent, OperationState } from '../outbox/types';
import { ServiceDeps } from './deps';
import { ParameterError } from './listing';
import { notFound } from './notFound';

interface Action {
  from: OperationState[];
  to: OperationState;
  event: string;
}

/** What an operator may do: from which states, and what changes. */
const ACTIONS: Record<'retry' | 'skip' | 'cancel', Action> = {
  retry: { from: ['dead', 'pending'], to: 'pending', event: 'retried' },
  skip: { from: ['dead'], to: 'cancelled', event: 'skipped' },
  cancel: { from: ['pending', 'dead'], to: 'cancelled', event: 'cancelled' },
};

/** Queued and done operations, for operators. */
export class OperationService {
  readonly #deps: ServiceDeps;
  readonly #auditor: AuditorService;
  readonly #settings: OutboxSettings;

  constructor(
    deps: ServiceDeps,
    auditor: AuditorService,
    settings: OutboxSettings,
  ) {
    this.#deps = deps;
    this.#auditor = auditor;
    this.#settings = settings;
  }

  async list(
    filter: OperationFilter & { limit: number; cursor?: string; reach: Reach },
  ): Promise<{ operations: Operation[]; nextCursor: string | null }> {
    const operations = await listOperations(this.#deps.database, {
      ...filter,
      before: filter.cursor ? positionOf(filter.cursor) : undefined,
    });
    const last = operations[operations.length - 1];
    return {
      operations,
      nextCursor: operations.length === filter.limit ? String(last.seq) : null,
    };
  }

  /** How full the outbox is, by tool. */
  summary(): Promise<ToolQueue[]> {
    return summarize(this.#deps.database);
  }

  async get(id: string): Promise<Operation> {
    const operation = await findOperation(this.#deps.database, id);
    if (!operation) {
      throw notFound('operation', id);
    }
    return operation;
  }

  /** What went wrong with it and who acted on it, newest first. */
  history(id: string): Promise<OperationEvent[]> {
    return listEvents(this.#deps.database, id);
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
      await this.#move(before, ACTIONS[action], actor);
      if (before.state === 'pending' && action === 'cancel') {
        await this.#deps.outbox.givenUp(
          before,
          new Error(`${before.title} was cancelled by ${actor}`),
        );
      }
      this.#deps.outbox.wake();
      await this.#deps.publish('operation', id, 'changed');
      await event.success();
      return await this.get(id);
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }

  async #move(before: Operation, { from, to, event }: Action, actor: string) {
    const moved = await this.#deps.database.transaction(async trx => {
      const done = await moveOperation(trx, before.id, from, {
        state: to,
        ...(to === 'pending' && {
          attempts: 0,
          crashes: 0,
          next_at: after(this.#deps.database, 0),
        }),
      });
      if (done) {
        await addEvent(trx, before.id, { event, actor });
      }
      return done;
    });
    if (!moved) {
      throw new ConflictError(
        `An operation that is ${
          before.state
        } cannot be ${event}; it can be from ${from.join(' or ')}`,
      );
    }
  }

  /** Removes what ended long enough ago. */
  async clean(): Promise<void> {
    const removed = await removeEnded(
      this.#deps.database,
      this.#settings.retentionMs,
    );
    if (removed > 0) {
      this.#deps.logger.info(`${removed} ended operations were removed`);
    }
  }
}

/** Where the page before ended. @throws ParameterError for anything else */
function positionOf(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) {
    throw new ParameterError(
      'cursor',
      'cursor is not one that this list gave; send nextCursor as it is, or none for the first page',
    );
  }
  return Number(cursor);
}
