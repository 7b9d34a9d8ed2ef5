/** Names of values that nobody may read. */
const SECRET = /(^|_)(api_?key|token|secret|password|credential)s?$/i;

/** What stands for a secret that was left out. */
const MASK = '***';

/** An object without its secrets, however deep they are. */
export function maskSecrets(
  value: Record<string, unknown>,
): Record<string, unknown> {
  return mask(value) as Record<string, unknown>;
}

function mask(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(mask);
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        SECRET.test(key) && typeof each === 'string' ? MASK : mask(each),
      ]),
    );
  }
  return value;
}
