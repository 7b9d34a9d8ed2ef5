/** A whole list as it was sent: JSON of its rows, part by part. */
export type SentParts = Buffer[];

const sizeOf = (parts: SentParts) =>
  parts.reduce((sum, { length }) => sum + length, 0);

/**
 * The whole lists that were sent last, by their version, up to a number of
 * bytes. Most clients of the old platform read whole lists again and again;
 * making 10,000 records into JSON anew costs far more than sending it.
 */
export class ListCache {
  readonly #limit: number;
  readonly #kept = new Map<string, SentParts>();
  readonly #making = new Map<string, Promise<void>>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * The list of this version, made at most once at a time: who asks meanwhile
   * waits for it. A list that is too large to keep is not waited for.
   *
   * @param make - gives the parts one after the other
   * @returns the parts, of which those of a list too large are still being made
   */
  async *read(
    version: string,
    make: () => AsyncGenerator<Buffer>,
  ): AsyncGenerator<Buffer> {
    while (this.#making.has(version)) {
      await this.#making.get(version);
    }
    const known = this.get(version);
    if (known) {
      yield* known;
      return;
    }
    const made: SentParts = [];
    const parts = make();
    const begun = this.#collect(version, parts, made);
    this.#making.set(
      version,
      begun.then(
        () => undefined,
        () => undefined,
      ),
    );
    try {
      await begun;
    } finally {
      this.#making.delete(version);
    }
    yield* made;
    yield* parts;
  }

  /** Makes a list to its end and keeps it, or until it is too large. */
  async #collect(
    version: string,
    parts: AsyncGenerator<Buffer>,
    made: SentParts,
  ): Promise<void> {
    let bytes = 0;
    for (let part = await parts.next(); !part.done; part = await parts.next()) {
      made.push(part.value);
      bytes += part.value.length;
      if (bytes > this.#limit) {
        return;
      }
    }
    this.keep(version, made);
  }

  /** The list of this version; what is asked for is kept longest. */
  get(version: string): SentParts | undefined {
    const parts = this.#kept.get(version);
    if (parts) {
      this.#kept.delete(version);
      this.#kept.set(version, parts);
    }
    return parts;
  }

  /** Keeps a list, and forgets those not asked for longest. */
  keep(version: string, parts: SentParts): void {
    if (this.#kept.has(version) || sizeOf(parts) > this.#limit) {
      return;
    }
    this.#kept.set(version, parts);
    this.#bytes += sizeOf(parts);
    for (const [oldest, old] of this.#kept) {
      if (this.#bytes <= this.#limit) {
        break;
      }
      this.#kept.delete(oldest);
      this.#bytes -= sizeOf(old);
    }
  }
}
