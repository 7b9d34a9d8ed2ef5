import { isError, ServiceUnavailableError } from '@backstage/errors';

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

/** Words for a tool that cannot be reached, the same everywhere. */
export function unavailable(
  tool: string,
  url: string,
  cause: unknown,
): ServiceUnavailableError {
  const reason = isError(cause) ? cause.message : String(cause);
  return new ServiceUnavailableError(
    `${tool} cannot be reached at ${url} (${reason}); check that it runs and that its URL in the configuration is right`,
  );
}
