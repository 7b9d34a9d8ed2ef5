/** Longest pause between two tries of a tool that is away, in milliseconds. */
const MAX_PAUSE_MS = 5_000;
const FIRST_PAUSE_MS = 500;

/**
 * Circuit breaker of the outbox: while a tool is away none of its operations
 * are claimed, but for one try after each pause.
 */
export class ToolGate {
  readonly #closed = new Map<string, { until: number; pause: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Tools whose operations must not be claimed now. */
  blocked(): string[] {
    const now = this.#now();
    return [...this.#closed]
      .filter(([, gate]) => gate.until > now)
      .map(([tool]) => tool);
  }

  /** The tool was away: pause, each time twice as long. */
  failed(tool: string): void {
    const pause = Math.min(
      MAX_PAUSE_MS,
      (this.#closed.get(tool)?.pause ?? FIRST_PAUSE_MS / 2) * 2,
    );
    this.#closed.set(tool, { until: this.#now() + pause, pause });
  }

  /** The tool answered. */
  succeeded(tool: string): void {
    this.#closed.delete(tool);
  }
}
