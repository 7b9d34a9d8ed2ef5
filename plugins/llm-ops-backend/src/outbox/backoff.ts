const BASE_MS = 500;
const CAP_MS = 30_000;

/**
 * Full-jitter back-off: random between 0 and min(cap, base · 2^n).
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter" (2015).
 */
export function backoffMs(failures: number, random = Math.random): number {
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, 16));
}
