import { DateTime } from 'luxon';

/** Bytes in binary units, e.g. `256.4 MiB`. */
export function formatBytes(bytes?: number | null): string {
  if (bytes === undefined || bytes === null) {
    return '–';
  }
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** A time as people say it, e.g. `3 minutes ago`; `–` without one. */
export function formatTime(iso?: string | null): string {
  return iso ? DateTime.fromISO(iso).toRelative() ?? iso : '–';
}

/** Hour and minute of a time, e.g. `14:02`. */
export function formatClock(iso: string): string {
  return DateTime.fromISO(iso).toFormat('HH:mm');
}

/** Seconds between two times as `1 min 20 s`; to now when not finished. */
export function formatDuration(
  start?: string | null,
  end?: string | null,
): string {
  if (!start) {
    return '–';
  }
  const until = end ? DateTime.fromISO(end) : DateTime.now();
  const seconds = Math.max(
    0,
    Math.round(until.diff(DateTime.fromISO(start), 'seconds').seconds),
  );
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A value of any kind as one line of text. */
export function formatValue(value: unknown): string {
  if (value === undefined || value === null) {
    return '–';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A value as {@link formatValue}, numbers with six digits that count. */
export function formatNumber(value: unknown): string {
  return typeof value === 'number'
    ? String(Number(value.toPrecision(6)))
    : formatValue(value);
}

/** First and last characters of a hash. */
export function shortHash(hash?: string | null): string {
  return hash && hash.length > 16 ? `${hash.slice(0, 12)}…` : hash || '–';
}
