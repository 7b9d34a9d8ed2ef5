/** How often a line is written, in milliseconds. */
const EVERY_MS = 2_000;

/** Tells how far the migration is, how fast, and how long it may still take. */
export class Progress {
  readonly #say: (line: string) => void;
  readonly #totals: Map<string, number>;
  readonly #begun = Date.now();
  #kind = '';
  #kindBegun = 0;
  #skipped = 0;
  #done = 0;
  #before = 0;
  #said = 0;

  constructor(totals: Map<string, number>, say: (line: string) => void) {
    this.#totals = totals;
    this.#say = say;
  }

  /** Begins a kind. */
  start(kind: string): void {
    this.#before += this.#done;
    this.#kind = kind;
    this.#kindBegun = Date.now();
    this.#done = 0;
    this.#skipped = 0;
  }

  /** Adds items that needed work, and those that needed none. */
  add(worked: number, skipped: number): void {
    this.#done += worked + skipped;
    this.#skipped += skipped;
    if (Date.now() - this.#said >= EVERY_MS) {
      this.#said = Date.now();
      this.#say(this.line());
    }
  }

  /** Ends a kind. */
  end(): void {
    this.#say(
      `${this.#kind}: ${this.#done} looked at, ${
        this.#skipped
      } of them unchanged, in ${seconds(Date.now() - this.#kindBegun)}`,
    );
  }

  /** One sentence, e.g. `jobs: 3400 of 10000 (34 %), 820/s, 8 s left`. */
  line(): string {
    const total = this.#totals.get(this.#kind) ?? this.#done;
    const spent = (Date.now() - this.#kindBegun) / 1000;
    const rate = this.#done / Math.max(spent, 0.001);
    const all = [...this.#totals.values()].reduce((sum, n) => sum + n, 0);
    const share = (this.#before + this.#done) / Math.max(all, 1);
    const left = Math.max(0, total - this.#done) / Math.max(rate, 0.001);
    const overall = ((Date.now() - this.#begun) / share) * (1 - share);
    return `${this.#kind}: ${this.#done} of ${total} (${Math.round(
      (100 * this.#done) / Math.max(total, 1),
    )} %), ${Math.round(rate)}/s, ${seconds(
      left * 1000,
    )} left; all kinds ${Math.round(share * 100)} %, about ${seconds(
      overall,
    )} left`;
  }
}

function seconds(ms: number): string {
  const whole = Math.max(0, Math.round(ms / 1000));
  return whole < 90 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}
