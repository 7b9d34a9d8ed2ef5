/** Works one at a time for each key, and side by side for different ones. */
export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work when the key's earlier work has ended, well or not. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) {
        this.#last.delete(key);
      }
    }
  }
}
