import { AsyncLocalStorage } from 'node:async_hooks';
import { Knex } from 'knex';

/** What is known of the request that is being served. */
export interface RequestContext {
  requestId: string;
  /** Ids of the operations it has queued, in order. */
  queued: string[];
  /** Called within each transaction of the request, last. */
  beforeCommit?(trx: Knex.Transaction): Promise<void>;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Does the work as part of a request. */
export function withinRequest<T>(
  context: RequestContext,
  work: () => Promise<T>,
): Promise<T> {
  return storage.run(context, work);
}

/** The request that the caller works for; undefined in background work. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}
