import { createHash } from 'node:crypto';

/** A text that is not empty. */
export function text(value: unknown): string | undefined {
  return value === null || value === undefined || value === ''
    ? undefined
    : String(value);
}

/** A finite number. */
export function number(value: unknown): number | undefined {
  const parsed = value === null || value === '' ? NaN : Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** An object; JSON that was stored as text is read. */
export function object(value: unknown): Record<string, unknown> | undefined {
  let parsed = value;
  if (typeof value === 'string') {
    try {
      parsed = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  return parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)
    ? (parsed as Record<string, unknown>)
    : undefined;
}

/** A list of texts. */
export function texts(value: unknown): string[] | undefined {
  return Array.isArray(value)
    ? value.filter(item => item !== null).map(String)
    : undefined;
}

/** A time as this platform writes it: milliseconds, or more if there are. */
export function time(value: unknown): string | undefined {
  const given = text(value);
  return given?.replace(/(\.\d{3})000Z$/, '$1Z');
}

/** SHA-256 over a value, whatever the order of its keys. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join()}]`;
  }
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
      .join()}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** An id that is always the same for the same words. */
export function derivedId(...words: string[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
