import { S3ServiceException } from '@aws-sdk/client-s3';
import { NotFoundError } from '@backstage/errors';
import { unavailable } from '../errors';

const NETWORK_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/** Calls the store at `endpoint`; its failures get the names of `@backstage/errors`. */
export async function translated<T>(
  endpoint: string,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof S3ServiceException) {
      const status = error.$metadata.httpStatusCode ?? 0;
      if (status === 404) {
        throw new NotFoundError('There is no such object in the store');
      }
      if (status >= 400 && status < 500 && status !== 401 && status !== 403) {
        throw error;
      }
    } else if (!isNetworkError(error)) {
      throw error;
    }
    throw unavailable('The object store', endpoint, error, {
      instance: 'object-store',
    });
  }
}

function isNetworkError(error: unknown): boolean {
  const { code, name } = error as { code?: string; name?: string };
  return (
    name === 'TimeoutError' ||
    name === 'AbortError' ||
    NETWORK_CODES.includes(code ?? '')
  );
}
