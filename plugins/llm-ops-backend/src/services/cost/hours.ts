const HOUR_MS = 3600_000;

/** Hours of a stretch of time, by UTC day. */
export function hoursByDay(from: Date, to: Date): Map<string, number> {
  const days = new Map<string, number>();
  let at = from.getTime();
  while (at < to.getTime()) {
    const day = new Date(at).toISOString().slice(0, 10);
    const midnight = Date.parse(`${day}T00:00:00Z`) + 24 * HOUR_MS;
    const end = Math.min(midnight, to.getTime());
    days.set(day, (end - at) / HOUR_MS);
    at = end;
  }
  return days;
}

/** CPUs of a Kubernetes quantity such as `2` or `500m`. */
export function cpusOf(quantity: string | undefined): number {
  const [, digits = '0', milli] =
    /^(\d+(?:\.\d+)?)(m?)$/.exec(quantity ?? '') ?? [];
  return Number(digits) / (milli ? 1000 : 1);
}
