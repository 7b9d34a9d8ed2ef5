import { LoggerService } from '@backstage/backend-plugin-api';
import { isRetryable, isUnavailable } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { currentRequest } from '../requests';
import { toJson } from '../store/database';
import {
  after,
  claimOperations,
  countWaiting,
  insertOperation,
  latestOfLane,
  LEASE_MS,
  openOfLanes,
  renewLease,
  updateClaimed,
} from './store';
import { reasonOf } from './reason';
import { ToolGate } from './ToolGate';
import { NewOperation, Operation, OperationHandler, Outbox } from './types';

/** Failures after which an operation is given up. */
const MAX_ATTEMPTS = 12;
/** Lost leases after which an operation is set aside as poisonous. */
const MAX_CRASHES = 3;
const BACKOFF_BASE_MS = 500;
const BACKOFF_CAP_MS = 30_000;
/** How often the table is looked at when nobody calls wake. */
const POLL_MS = 1_000;
/** Operations one process works on at the same time. */
const CONCURRENCY = 8;

/**
 * Full-jitter back-off: random between 0 and min(cap, base · 2^n).
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter" (2015).
 */
export function backoffMs(failures: number, random = Math.random): number {
  return (
    random() *
    Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.min(failures, 16))
  );
}

/**
 * The only retry loop of the portal.
 *
 * @remarks
 * Delivery is at least once: a worker that dies between the effect and its
 * acknowledgement leaves a lease that runs out, and the operation is claimed
 * again. Handlers are idempotent by the operation's id, so the effect is
 * there once. Within a lane operations run one at a time, in order.
 */
export class DatabaseOutbox implements Outbox {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #handlers = new Map<string, OperationHandler>();
  readonly #gate = new ToolGate();
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #lastProgress = new Map<string, number>();
  readonly #leaseMs: number;
  #wake: () => void = () => {};
  #loop: Promise<void> | undefined;

  /** @param options.leaseMs - how long a claim lasts without renewal, ms */
  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    leaseMs?: number;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
  }

  register(handler: OperationHandler): void {
    if (this.#handlers.has(handler.kind)) {
      throw new Error(`Operation kind '${handler.kind}' has a handler already`);
    }
    this.#handlers.set(handler.kind, handler);
  }

  async enqueue(
    trx: Knex.Transaction,
    operation: NewOperation,
  ): Promise<string> {
    const id = await insertOperation(trx, operation);
    currentRequest()?.queued.push(id);
    return id;
  }

  latest(lane: string): Promise<Operation | undefined> {
    return latestOfLane(this.#knex, lane);
  }

  waiting(tool: string): Promise<number> {
    return countWaiting(this.#knex, tool);
  }

  async waitingReason(lane: string): Promise<string | undefined> {
    return (await this.waitingReasons([lane])).get(lane);
  }

  async waitingReasons(lanes: string[]): Promise<Map<string, string>> {
    const open = await openOfLanes(this.#knex, lanes);
    const tools = new Set(
      open.filter(op => op.unavailableSince).map(op => op.tool),
    );
    const waiting = new Map<string, number>();
    for (const tool of tools) {
      waiting.set(tool, await this.waiting(tool));
    }
    return new Map(
      open.map(op => [op.lane, reasonOf(op, waiting.get(op.tool) ?? 0)]),
    );
  }

  wake(): void {
    this.#wake();
  }

  /** Begins to work; once. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /** Stops claiming and waits for what runs, at most one lease. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#loop;
    await Promise.allSettled(this.#running);
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      let claimed: Operation[] = [];
      try {
        claimed = await claimOperations(this.#knex, {
          limit: CONCURRENCY - this.#running.size,
          blockedTools: this.#gate.blocked(),
          leaseMs: this.#leaseMs,
        });
      } catch (error) {
        this.#logger.error(
          'The outbox could not claim operations',
          error as Error,
        );
      }
      for (const operation of claimed) {
        const work = this.#carryOut(operation).finally(() => {
          this.#running.delete(work);
          this.#wake();
        });
        this.#running.add(work);
      }
      if (claimed.length === 0 || this.#running.size >= CONCURRENCY) {
        await this.#pause();
      }
    }
  }

  #pause(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, POLL_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #carryOut(operation: Operation): Promise<void> {
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
      const handler = this.#handlers.get(operation.kind);
      if (!handler) {
        throw new Error(`Nothing handles operations of kind ${operation.kind}`);
      }
      if (operation.crashes > MAX_CRASHES) {
        throw Object.assign(
          new Error(
            `The portal died ${operation.crashes} times while doing this; it is set aside`,
          ),
          { name: 'ConflictError' },
        );
      }
      const result = await handler.handle(operation, {
        signal: AbortSignal.any([lost.signal, this.#stopping.signal]),
        progress: (fraction, message) =>
          this.#progress(operation, fraction, message),
      });
      this.#gate.succeeded(operation.tool);
      await updateClaimed(this.#knex, operation, {
        state: 'done',
        result: toJson(result),
        error: null,
        unavailable_since: null,
        lease_until: null,
      });
    } catch (error) {
      await this.#failed(operation, error as Error).catch(e =>
        this.#logger.error('The outbox could not record a failure', e),
      );
    } finally {
      clearInterval(renewal);
      this.#lastProgress.delete(operation.id);
    }
  }

  async #progress(operation: Operation, fraction: number, message: string) {
    const now = Date.now();
    if (
      now - (this.#lastProgress.get(operation.id) ?? 0) < 1_000 &&
      fraction < 1
    ) {
      return;
    }
    this.#lastProgress.set(operation.id, now);
    await updateClaimed(this.#knex, operation, {
      progress: toJson({ fraction, message }),
    });
  }

  async #failed(operation: Operation, error: Error): Promise<void> {
    if (this.#stopping.signal.aborted) {
      await updateClaimed(this.#knex, operation, {
        state: 'pending',
        next_at: after(this.#knex, 0),
        lease_until: null,
      });
      return;
    }
    if (isUnavailable(error)) {
      this.#gate.failed(operation.tool);
      await updateClaimed(this.#knex, operation, {
        state: 'pending',
        unavailable: operation.unavailable + 1,
        unavailable_since: this.#knex.raw('coalesce(unavailable_since, ?)', [
          Date.now(),
        ]),
        next_at: after(
          this.#knex,
          backoffMs(Math.min(operation.unavailable, 3)),
        ),
        lease_until: null,
        error: error.message,
      });
      return;
    }
    const attempts = operation.attempts + 1;
    if (isRetryable(error) && attempts < MAX_ATTEMPTS) {
      await updateClaimed(this.#knex, operation, {
        state: 'pending',
        attempts,
        unavailable_since: null,
        next_at: after(this.#knex, backoffMs(attempts)),
        lease_until: null,
        error: error.message,
      });
      return;
    }
    this.#logger.warn(
      `Operation ${operation.id} (${operation.kind}) is given up`,
      error,
    );
    const kept = await updateClaimed(this.#knex, operation, {
      state: 'dead',
      attempts,
      lease_until: null,
      error: error.message,
    });
    if (kept) {
      await this.#handlers.get(operation.kind)?.givenUp?.(operation, error);
    }
  }
}
