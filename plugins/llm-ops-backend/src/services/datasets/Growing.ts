/** Numbers in a row, eight bytes each however many there are. */
export class Growing<T extends Float64Array | BigUint64Array> {
  #values: T;
  #length = 0;

  constructor(empty: T) {
    this.#values = empty;
  }

  push(value: T[number]): void {
    if (this.#length === this.#values.length) {
      const Kind = this.#values.constructor as new (length: number) => T;
      const larger = new Kind(Math.max(1024, this.#length * 2));
      larger.set(this.#values as never);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** What was pushed; not a copy. */
  values(): T {
    return this.#values.subarray(0, this.#length) as T;
  }
}
