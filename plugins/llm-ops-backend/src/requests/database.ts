import { Knex } from 'knex';
import { currentRequest } from './context';

/**
 * The same database, whose transactions end with what the request they belong
 * to has to write in them.
 */
export function withRequests(knex: Knex): Knex {
  return new Proxy(knex, {
    get(target, name, receiver) {
      if (name !== 'transaction') {
        return Reflect.get(target, name, receiver);
      }
      return (
        work: (trx: Knex.Transaction) => Promise<unknown>,
        config?: Knex.TransactionConfig,
      ) =>
        target.transaction(async trx => {
          const result = await work(trx);
          await currentRequest()?.beforeCommit?.(trx);
          return result;
        }, config);
    },
  });
}
