import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { addUsage } from '../../store/cost/usage';
import { NO_USAGE, Usage, UsageKey } from './types';

/** Milliseconds between two writes. */
const FLUSH_MS = 5_000;
/** Different keys held at most before they are written. */
const MAX_KEYS = 1_000;

/**
 * Counts the use of endpoints without a write for every request: amounts are
 * added up in memory and written together every few seconds and at the stop.
 */
export class UsageMeter {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #clock: () => Date;
  #counted = new Map<string, Usage>();
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    clock: () => Date;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.flush(), FLUSH_MS);
  }

  /** Writes what is left. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  /** Counts one answered request of an endpoint. */
  request(request: {
    endpointId: string;
    subject: string;
    team: string;
    promptTokens: number;
    completionTokens: number;
  }): void {
    const { endpointId, subject, team, promptTokens, completionTokens } =
      request;
    this.#add({
      ...NO_USAGE,
      day: this.#clock().toISOString().slice(0, 10),
      resourceType: 'serving',
      resourceId: endpointId,
      subject,
      team,
      gpuType: '',
      promptTokens,
      completionTokens,
      requests: 1,
    });
    if (this.#counted.size >= MAX_KEYS) {
      void this.flush();
    }
  }

  /** Writes what has been counted; what cannot be written is kept. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const usages = [...this.#counted.values()];
      if (usages.length === 0) {
        return;
      }
      this.#counted = new Map();
      try {
        await this.#knex.transaction(trx => addUsage(trx, usages));
      } catch (error) {
        usages.forEach(usage => this.#add(usage));
        this.#logger.warn(
          'Usage could not be written; it is tried again',
          error as Error,
        );
      }
    });
    return this.#writing;
  }

  #add(usage: Usage): void {
    const key = keyOf(usage);
    const known = this.#counted.get(key);
    if (!known) {
      this.#counted.set(key, { ...usage });
      return;
    }
    for (const name of Object.keys(NO_USAGE) as (keyof typeof NO_USAGE)[]) {
      known[name] += usage[name];
    }
  }
}

function keyOf(key: UsageKey): string {
  return JSON.stringify([
    key.day,
    key.resourceType,
    key.resourceId,
    key.subject,
    key.team,
    key.gpuType,
  ]);
}
