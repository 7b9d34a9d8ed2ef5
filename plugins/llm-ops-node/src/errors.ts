import {
  CustomErrorBase,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** Names of errors that trying again cannot mend. */
const PERMANENT = new Set([
  'InputError',
  'AuthenticationError',
  'NotAllowedError',
  'NotFoundError',
  'ConflictError',
  'NotImplementedError',
  'NotModifiedError',
]);

/**
 * Tells whether an operation that failed with this error is tried again.
 * Everything that is not known to be permanent is.
 */
export function isRetryable(error: unknown): boolean {
  return !(isError(error) && PERMANENT.has(error.name));
}

/**
 * Tells whether the tool itself could not be reached (refused, timed out,
 * 502, 503, 504, circuit open). Such a failure does not count towards the
 * dead-letter limit: an outage must not condemn innocent operations.
 */
export function isUnavailable(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'ServiceUnavailableError' ||
      error.name === 'BrokenCircuitError' ||
      error.name === 'TimeoutError' ||
      error.name === 'AbortError')
  );
}

/** Longest pause that a tool's Retry-After is believed, in milliseconds. */
const MAX_RETRY_AFTER_MS = 600_000;

/** The caller has too much under way; answered with 429. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
}

/** Notes on an error when to try again. */
export function withRetryAfter<E extends Error>(error: E, ms: number): E {
  return Object.assign(error, {
    retryAfterMs: Math.min(Math.max(0, ms), MAX_RETRY_AFTER_MS),
  });
}

/** When to try again after this error, in milliseconds; undefined when nobody said. */
export function retryAfterOf(error: unknown): number | undefined {
  return (error as { retryAfterMs?: number }).retryAfterMs;
}

/** Milliseconds of a `Retry-After` header, which holds seconds or a date. */
export function parseRetryAfter(
  header: string | null | undefined,
  now = Date.now(),
): number | undefined {
  if (!header) {
    return undefined;
  }
  const ms = /^\d+$/.test(header.trim())
    ? Number(header) * 1_000
    : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Instance id of the tool that an error blames, when it names one. */
export function toolOf(error: unknown): string | undefined {
  return (error as { tool?: string }).tool;
}

/**
 * Words for a tool that cannot be reached, the same everywhere.
 * @param options.instance - the tool to blame, when an operation of another
 * tool can meet this failure, e.g. `object-store`
 * @param options.retryAfter - the header of that name, if it answered one
 */
export function unavailable(
  tool: string,
  url: string,
  cause: unknown,
  options: { instance?: string; retryAfter?: string | null } = {},
): ServiceUnavailableError {
  const reason = isError(cause) ? cause.message : String(cause);
  const error = new ServiceUnavailableError(
    `${tool} cannot be reached at ${url} (${reason}); check that it runs and that its URL in the configuration is right`,
  );
  const retryAfterMs = parseRetryAfter(options.retryAfter);
  return Object.assign(
    retryAfterMs === undefined ? error : withRetryAfter(error, retryAfterMs),
    options.instance && { tool: options.instance },
  );
}
