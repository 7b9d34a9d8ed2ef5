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
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
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
