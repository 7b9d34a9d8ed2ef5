import { randomInt } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Request, Response } from 'express';

/** Status codes of the errors services throw. */
const CODES: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  TooManyRequestsError: 429,
  NotImplementedError: 501,
  ServiceUnavailableError: 503,
};

/** Sends the success envelope. */
export function sendData(
  response: Response,
  status: number,
  data: unknown,
  message = '',
  options?: { withoutData?: boolean },
): void {
  response.status(status).json({
    status: 'success',
    message,
    ...(!options?.withoutData && { data: data ?? null }),
  });
}

/** Sends the fail envelope. */
export function sendFail(
  response: Response,
  status: number,
  message: string,
  options?: { withoutData?: boolean },
): void {
  response.status(status).json({
    status: 'fail',
    message,
    ...(!options?.withoutData && { data: null }),
  });
}

/** Whether the caller wants honest codes. */
export function wantsHonestCodes(request: Request): boolean {
  return /handling\s*=\s*strict/i.test(String(request.headers.prefer ?? ''));
}

/**
 * Code and words for an error. Words of errors that no service threw on
 * purpose stay in the log, under the number the caller is given.
 */
export function describeError(
  error: unknown,
  logger: LoggerService,
): { status: number; message: string } {
  const status = isError(error) ? CODES[error.name] : undefined;
  if (status !== undefined) {
    return { status, message: (error as Error).message };
  }
  const id = randomInt(1_000_000_000);
  logger.error(`error_id=${id}`, error as Error);
  return {
    status: 500,
    message: `Internal server error (error_id=${id}). The portal's log says more under this number.`,
  };
}
