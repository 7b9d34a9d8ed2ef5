import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { currentRequest } from './context';

/** The same log, whose lines name the request they were written for. */
export function withRequestIds(logger: LoggerService): LoggerService {
  const named = (meta?: Error | JsonObject): Error | JsonObject | undefined => {
    const requestId = currentRequest()?.requestId;
    if (!requestId) {
      return meta;
    }
    return meta instanceof Error
      ? { requestId, error: meta.stack ?? meta.message }
      : { requestId, ...meta };
  };
  return {
    error: (message, meta) => logger.error(message, named(meta)),
    warn: (message, meta) => logger.warn(message, named(meta)),
    info: (message, meta) => logger.info(message, named(meta)),
    debug: (message, meta) => logger.debug(message, named(meta)),
    child: meta => withRequestIds(logger.child(meta)),
  };
}
