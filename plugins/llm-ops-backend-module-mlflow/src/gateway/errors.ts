import { LoggerService } from '@backstage/backend-plugin-api';
import { isUnavailable } from '@llm-ops/plugin-llm-ops-node';
import { Response } from 'express';

/** MLflow's code and status for each error that the gateway throws. */
const CODES: Record<string, [string, number]> = {
  InputError: ['INVALID_PARAMETER_VALUE', 400],
  ConflictError: ['RESOURCE_ALREADY_EXISTS', 400],
  AuthenticationError: ['UNAUTHENTICATED', 401],
  NotAllowedError: ['PERMISSION_DENIED', 403],
  NotFoundError: ['RESOURCE_DOES_NOT_EXIST', 404],
};

/** Sends an error in MLflow's own shape. */
export function sendWireError(
  response: Response,
  error: unknown,
  logger: LoggerService,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { name, message, type } = error as Error & { type?: string };
  const known = CODES[name];
  if (known) {
    send(response, known[1], known[0], message);
  } else if (type === 'entity.too.large') {
    send(response, 413, 'INVALID_PARAMETER_VALUE', `${message}; send less`);
  } else if (type?.startsWith('entity.') || type?.startsWith('encoding.')) {
    send(response, 400, 'BAD_REQUEST', `The body is not JSON: ${message}`);
  } else if (isUnavailable(error)) {
    send(response, 503, 'TEMPORARILY_UNAVAILABLE', message);
  } else {
    logger.error('The MLflow gateway failed', error as Error);
    send(response, 500, 'INTERNAL_ERROR', "The portal's log says more.");
  }
}

/** Answers what is not on the list of what may be called. */
export function sendUnknown(response: Response, status: 404 | 405): void {
  send(
    response,
    status,
    'ENDPOINT_NOT_FOUND',
    status === 404
      ? "The portal does not offer this part of MLflow's API; docs/training.md lists what it offers"
      : 'This path has no such method',
  );
}

function send(
  response: Response,
  status: number,
  code: string,
  message: string,
) {
  response.status(status).json({ error_code: code, message });
}
