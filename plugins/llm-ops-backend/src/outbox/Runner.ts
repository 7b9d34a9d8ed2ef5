import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { toJson } from '../store/database';
import { renewLease, updateClaimed } from './claim';
import { addEvent } from './events';
import { Operation, OperationHandler } from './types';
import { decide, Verdict } from './verdict';

/** Lost leases after which an operation is set aside as poisonous. */
const MAX_CRASHES = 5;
/** Shortest time between two writes of progress, in milliseconds. */
const PROGRESS_MS = 1_000;

/** How an operation left its tool. */
export type Ended = Pick<Verdict, 'outcome' | 'away' | 'retryAfterMs'>;

/** Carries out claimed operations and writes down how they ended. */
export class Runner {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #leaseMs: number;
  readonly #stopping: AbortSignal;
  readonly #handlers = new Map<string, OperationHandler>();

  /** @param options.stopping - aborted when the process has no more time */
  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    leaseMs: number;
    stopping: AbortSignal;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#leaseMs = options.leaseMs;
    this.#stopping = options.stopping;
  }

  register(handler: OperationHandler): void {
    if (this.#handlers.has(handler.kind)) {
      throw new Error(`Operation kind '${handler.kind}' has a handler already`);
    }
    this.#handlers.set(handler.kind, handler);
  }

  async givenUp(operation: Operation, error: Error): Promise<void> {
    await this.#handlers.get(operation.kind)?.givenUp?.(operation, error);
  }

  /** Never throws: what cannot be written down is done again later. */
  async run(operation: Operation): Promise<Ended> {
    const lost = new AbortController();
    const renewal = setInterval(async () => {
      const kept = await renewLease(this.#knex, operation, this.#leaseMs).catch(
        () => true,
      );
      if (!kept) {
        lost.abort();
      }
    }, this.#leaseMs / 3);
    try {
      const result = await this.#handle(
        operation,
        AbortSignal.any([lost.signal, this.#stopping]),
      );
      await this.#write('a success', () =>
        updateClaimed(this.#knex, operation, {
          state: 'done',
          result: toJson(result),
          error: null,
          unavailable_since: null,
          waits_for: null,
          lease_until: null,
        }),
      );
      return { outcome: 'answered' };
    } catch (error) {
      const verdict = decide(this.#knex, operation, error as Error, {
        stopping: this.#stopping.aborted,
      });
      await this.#write('a failure', () =>
        this.#failed(operation, error as Error, verdict),
      );
      return verdict;
    } finally {
      clearInterval(renewal);
    }
  }

  async #handle(operation: Operation, signal: AbortSignal) {
    const handler = this.#handlers.get(operation.kind);
    if (!handler) {
      throw new Error(`Nothing handles operations of kind ${operation.kind}`);
    }
    if (operation.payloadVersion > (handler.payloadVersion ?? 1)) {
      throw new Error(
        `It was written by a newer portal (payload version ${operation.payloadVersion}); it is left to one`,
      );
    }
    if (operation.crashes >= MAX_CRASHES) {
      throw new ConflictError(
        `The portal died ${operation.crashes} times while doing this; it is set aside`,
      );
    }
    let last = 0;
    return handler.handle(operation, {
      signal,
      progress: async (fraction, message) => {
        if (Date.now() - last < PROGRESS_MS && fraction < 1) {
          return;
        }
        last = Date.now();
        await updateClaimed(this.#knex, operation, {
          progress: toJson({ fraction, message }),
        });
      },
    });
  }

  async #failed(operation: Operation, error: Error, verdict: Verdict) {
    if (verdict.event === 'given-up') {
      if (!(await renewLease(this.#knex, operation, this.#leaseMs))) {
        return;
      }
      this.#logger.warn(
        `Operation ${operation.id} (${operation.kind}) is given up`,
        error,
      );
      // Before the state says so: a process that dies here does it again.
      await this.givenUp(operation, error);
    }
    const kept = await updateClaimed(this.#knex, operation, verdict.change);
    if (kept && verdict.event) {
      await addEvent(this.#knex, operation.id, {
        event: verdict.event,
        message: error.message,
      });
    }
  }

  /** A result that is not written is found again when the lease has run out. */
  async #write(what: string, write: () => Promise<unknown>): Promise<void> {
    await write().catch(error =>
      this.#logger.error(`The outbox could not record ${what}`, error),
    );
  }
}
