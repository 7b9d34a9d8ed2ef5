import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { currentRequest } from '../requests';
import {
  claimOperations,
  claimSuspect,
  openTools,
  suspectTools,
} from './claim';
import { OpenLimits } from './OpenLimits';
import { Runner } from './Runner';
import { DEFAULT_SETTINGS, OutboxSettings } from './settings';
import { countWaiting, insertOperation, latestOfLane } from './store';
import { ToolGate } from './ToolGate';
import { NewOperation, Operation, OperationHandler, Outbox } from './types';
import { waitingReasons } from './waiting';

/** How often the table is looked at when nobody calls wake. */
const POLL_MS = 1_000;
/** How long a suspect waits for the process to have nothing else to do. */
const ALONE_WAIT_MS = 30_000;
/** How long handlers that were told to stop may take to do so. */
const ABORT_MS = 2_000;

/** Called after each operation: what it was, how it left, and how long it took. */
export type OperationListener = (
  operation: Operation,
  outcome: string,
  seconds: number,
) => void;

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
  readonly #settings: OutboxSettings;
  readonly #runner: Runner;
  readonly #gate: ToolGate;
  readonly #limits: OpenLimits;
  readonly #onEnd: OperationListener;
  readonly #tools = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  readonly #aborting = new AbortController();
  #stopped = false;
  #lookedAt = 0;
  /** Tools of which a suspect is due; nothing else of them is claimed. */
  #suspectTools = new Set<string>();
  #suspectSince: number | undefined;
  #alone = false;
  #wake: () => void = () => {};
  #loop: Promise<void> | undefined;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    settings?: Partial<OutboxSettings>;
    onEnd?: OperationListener;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#settings = { ...DEFAULT_SETTINGS, ...options.settings };
    this.#onEnd = options.onEnd ?? (() => {});
    this.#gate = new ToolGate(this.#settings.concurrency);
    this.#limits = new OpenLimits(this.#settings);
    this.#runner = new Runner({
      knex: this.#knex,
      logger: this.#logger,
      leaseMs: this.#settings.leaseMs,
      stopping: this.#aborting.signal,
    });
  }

  register(handler: OperationHandler): void {
    this.#runner.register(handler);
  }

  async enqueue(
    trx: Knex.Transaction,
    operation: NewOperation,
  ): Promise<string> {
    await this.#limits.refresh(trx);
    this.#limits.admit(operation);
    this.#tools.add(operation.tool);
    const id = await insertOperation(trx, operation);
    currentRequest()?.queued.push(id);
    return id;
  }

  latest(lane: string): Promise<Operation | undefined> {
    return latestOfLane(this.#knex, lane);
  }

  waiting(): Promise<Map<string, number>> {
    return countWaiting(this.#knex);
  }

  async waitingReason(lane: string): Promise<string | undefined> {
    return (await this.waitingReasons([lane])).get(lane);
  }

  waitingReasons(lanes: string[]): Promise<Map<string, string>> {
    return waitingReasons(this.#knex, lanes);
  }

  givenUp(operation: Operation, error: Error): Promise<void> {
    return this.#runner.givenUp(operation, error);
  }

  wake(): void {
    this.#wake();
  }

  /** Begins to work; once. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /**
   * Stops claiming, lets what runs end for a while, then tells it to stop.
   * What does not is left to its lease.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#loop;
    await this.#ended(this.#settings.drainMs);
    this.#aborting.abort();
    await this.#ended(ABORT_MS);
  }

  async #ended(withinMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      Promise.allSettled(this.#running),
      new Promise(resolve => {
        timer = setTimeout(resolve, withinMs);
      }),
    ]);
    clearTimeout(timer);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      let claimed = 0;
      try {
        await this.#look();
        claimed = await this.#claim();
      } catch (error) {
        this.#logger.error(
          'The outbox could not claim operations',
          error as Error,
        );
      }
      if (claimed === 0) {
        await this.#pause();
      }
    }
  }

  /** Once a second: which tools have work, and which have a suspect. */
  async #look(): Promise<void> {
    const now = Date.now();
    if (now - this.#lookedAt < POLL_MS) {
      return;
    }
    this.#lookedAt = now;
    for (const tool of await openTools(this.#knex)) {
      this.#tools.add(tool);
    }
    this.#suspectTools = new Set(await suspectTools(this.#knex));
  }

  async #claim(): Promise<number> {
    if (this.#stopped || this.#alone) {
      return 0;
    }
    const ready = [...this.#suspectTools].filter(
      tool => this.#gate.free(tool) > 0,
    );
    this.#suspectSince =
      ready.length > 0 ? this.#suspectSince ?? Date.now() : undefined;
    if (this.#suspectSince) {
      const waited = Date.now() - this.#suspectSince;
      if (this.#running.size > 0 && waited <= ALONE_WAIT_MS) {
        return 0;
      }
      if (await this.#claimSuspect(ready)) {
        return 1;
      }
    }
    const claimed = await claimOperations(this.#knex, {
      shares: [...this.#tools]
        .filter(tool => !this.#suspectTools.has(tool))
        .map(tool => ({ tool, limit: this.#gate.free(tool) })),
      leaseMs: this.#settings.leaseMs,
    });
    claimed.forEach(operation => this.#begin(operation));
    return claimed.length;
  }

  /** What may kill the process runs with nothing beside it. */
  async #claimSuspect(tools: string[]): Promise<boolean> {
    this.#suspectSince = undefined;
    this.#lookedAt = 0;
    tools.forEach(tool => this.#suspectTools.delete(tool));
    const suspect = await claimSuspect(this.#knex, {
      tools,
      leaseMs: this.#settings.leaseMs,
    });
    if (!suspect) {
      return false;
    }
    this.#logger.warn(
      `Operation ${suspect.id} (${suspect.kind}) was under way at ${suspect.crashes} crashes; it runs alone`,
    );
    this.#alone = true;
    this.#begin(suspect).finally(() => {
      this.#alone = false;
    });
    return true;
  }

  #begin(operation: Operation): Promise<void> {
    const begun = Date.now();
    const end = this.#gate.begin(operation.tool);
    const work = this.#runner.run(operation).then(ended => {
      end(ended.outcome, ended.retryAfterMs);
      if (ended.away && ended.away !== operation.tool) {
        this.#gate.away(ended.away, ended.retryAfterMs);
      }
      this.#onEnd(operation, ended.outcome, (Date.now() - begun) / 1_000);
      this.#running.delete(work);
      this.#wake();
    });
    this.#running.add(work);
    return work;
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
}
