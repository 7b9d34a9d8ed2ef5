import { ExperimentTracker, MetricPoint } from '@llm-ops/plugin-llm-ops-node';

/** Most histories kept; the ones asked for longest ago are dropped. */
const MOST_KEPT = 200;
/** Most points kept of all of them together (about 100 bytes each). */
const MOST_POINTS = 1_000_000;
/** Shortest time that a history is taken as it was, in milliseconds. */
const FRESH_MS = 1_000;
/** A history that takes long to read is read again after so many times that. */
const REST = 4;

interface Kept {
  points: Promise<MetricPoint[]>;
  size: number;
  freshUntil: number;
}

/**
 * Histories of metrics, read from the tracker once for all who look at them:
 * open pages ask every two seconds, and a tracker gives a history as a whole.
 */
export class MetricHistories {
  readonly #kept = new Map<string, Kept>();

  /** Points by step; at most as old as it takes to read them a few times. */
  read(
    tracker: ExperimentTracker,
    runId: string,
    key: string,
    timeoutMs: number,
  ): Promise<MetricPoint[]> {
    const id = JSON.stringify([tracker.instance.id, runId, key]);
    const known = this.#kept.get(id);
    this.#kept.delete(id);
    if (known && known.freshUntil > Date.now()) {
      this.#kept.set(id, known);
      return known.points;
    }
    const begun = Date.now();
    const points = tracker.getMetricHistory(runId, key, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    const kept: Kept = { points, size: 0, freshUntil: Infinity };
    this.#kept.set(id, kept);
    points.then(
      all => {
        const now = Date.now();
        kept.size = all.length;
        kept.freshUntil = now + Math.max(FRESH_MS, REST * (now - begun));
        this.#dropOld();
      },
      () => this.#kept.get(id) === kept && this.#kept.delete(id),
    );
    return points;
  }

  #dropOld(): void {
    let points = [...this.#kept.values()].reduce((n, { size }) => n + size, 0);
    for (const [id, { size }] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT && points <= MOST_POINTS) {
        return;
      }
      this.#kept.delete(id);
      points -= size;
    }
  }
}
