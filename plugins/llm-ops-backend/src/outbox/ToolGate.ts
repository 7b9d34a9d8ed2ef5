/** Longest pause between two tries of a tool that is away, in milliseconds. */
const MAX_PAUSE_MS = 5_000;
const FIRST_PAUSE_MS = 500;

/** How a piece of work left its tool. */
export type Outcome = 'answered' | 'away' | 'unknown';

interface Gate {
  running: number;
  /** How many may run at once; grows from 1 after an outage. */
  limit: number;
  /** While open: when the next try may begin, and the pause before it. */
  open?: { until: number; pause: number };
  /** Whether the one try of an open gate is under way. */
  probing: boolean;
}

/**
 * Bulkhead and circuit breaker of the outbox, for each tool instance.
 *
 * @remarks
 * A tool gets its own number of places, so that one that hangs holds up none
 * but its own operations. While it is away none of its operations are claimed,
 * but for one try after each pause. When it answers again the places open one,
 * two, four at a time, so that what has waited does not fall upon it at once.
 */
export class ToolGate {
  readonly #gates = new Map<string, Gate>();
  readonly #places: number;
  readonly #now: () => number;

  constructor(places: number, now: () => number = Date.now) {
    this.#places = places;
    this.#now = now;
  }

  /** How many operations of the tool may begin now. */
  free(tool: string): number {
    const { running, limit, open, probing } = this.#gate(tool);
    if (open) {
      return !probing && this.#now() >= open.until ? 1 : 0;
    }
    return Math.max(0, limit - running);
  }

  /** An operation begins; call what is returned when it has ended. */
  begin(tool: string): (outcome: Outcome, retryAfterMs?: number) => void {
    const gate = this.#gate(tool);
    const probe = gate.open !== undefined;
    gate.running += 1;
    gate.probing ||= probe;
    return (outcome, retryAfterMs) => {
      gate.running -= 1;
      if (probe) {
        gate.probing = false;
      }
      // What began before the outage says nothing about its end.
      if (outcome === 'answered' && (probe || !gate.open)) {
        this.#answered(gate);
      } else if (outcome === 'away') {
        this.away(tool, retryAfterMs);
      }
    };
  }

  /** The tool was away: pause, each time twice as long, or as long as it asked. */
  away(tool: string, retryAfterMs = 0): void {
    const gate = this.#gate(tool);
    const now = this.#now();
    if (gate.open && now < gate.open.until) {
      return;
    }
    const pause = Math.min(
      MAX_PAUSE_MS,
      (gate.open?.pause ?? FIRST_PAUSE_MS / 2) * 2,
    );
    gate.open = {
      until: now + Math.max(pause, retryAfterMs),
      pause,
    };
  }

  #answered(gate: Gate): void {
    gate.limit = gate.open ? 1 : Math.min(this.#places, gate.limit * 2);
    gate.open = undefined;
  }

  #gate(tool: string): Gate {
    let gate = this.#gates.get(tool);
    if (!gate) {
      gate = { running: 0, limit: this.#places, probing: false };
      this.#gates.set(tool, gate);
    }
    return gate;
  }
}
