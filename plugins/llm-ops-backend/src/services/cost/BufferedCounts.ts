import { LoggerService } from '@backstage/backend-plugin-api';

/** Milliseconds between two writes. */
const FLUSH_MS = 5_000;
/** Different keys held at most before they are written. */
const MAX_KEYS = 1_000;

/**
 * Adds up amounts in memory and writes them together every few seconds and at
 * the stop, so that counting a request costs no write.
 */
export class BufferedCounts<T extends object> {
  readonly #write: (rows: T[]) => Promise<void>;
  readonly #keyOf: (row: T) => string;
  readonly #logger: LoggerService;
  #rows = new Map<string, T>();
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** @param options.keyOf - rows with the same key are added up */
  constructor(options: {
    write: (rows: T[]) => Promise<void>;
    keyOf: (row: T) => string;
    logger: LoggerService;
  }) {
    this.#write = options.write;
    this.#keyOf = options.keyOf;
    this.#logger = options.logger;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.flush(), FLUSH_MS);
  }

  /** Writes what is left. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  /** Adds every number of a row to those of its key. */
  add(row: T): void {
    this.#merge(row);
    if (this.#rows.size >= MAX_KEYS) {
      void this.flush();
    }
  }

  #merge(row: T): void {
    const key = this.#keyOf(row);
    const known = this.#rows.get(key) as Record<string, unknown> | undefined;
    if (!known) {
      this.#rows.set(key, { ...row });
    }
    for (const [name, value] of known ? Object.entries(row) : []) {
      if (typeof value === 'number') {
        known![name] = Number(known![name]) + value;
      }
    }
  }

  /** Writes what has been counted; what cannot be written is kept. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const rows = [...this.#rows.values()];
      if (rows.length === 0) {
        return;
      }
      this.#rows = new Map();
      try {
        await this.#write(rows);
      } catch (error) {
        rows.forEach(row => this.#merge(row));
        this.#logger.warn(
          'Counts could not be written; this is tried again',
          error as Error,
        );
      }
    });
    return this.#writing;
  }
}
