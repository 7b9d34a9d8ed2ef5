import { Knex } from 'knex';
import { nowSql } from '../store/database';
import { after } from './claim';
import { NewOperation, Outbox } from './types';

/**
 * Adds an operation whose handler does all there is to do, unless one like
 * it waits in the lane already; those that are done are forgotten. With
 * `delayMs` it is due a little later, so that more can come together.
 *
 * @remarks
 * The one that waits is locked until the transaction ends, so that it cannot
 * be claimed before it can see what the transaction wrote.
 */
export async function enqueueOnce(
  trx: Knex.Transaction,
  outbox: Outbox,
  operation: NewOperation,
  delayMs = 0,
): Promise<void> {
  const { lane, kind } = operation;
  const waiting = await trx('operations')
    .select('seq')
    .where({ lane, kind, state: 'pending' })
    .forUpdate()
    .first();
  if (waiting) {
    return;
  }
  await trx('operations').where({ lane, kind, state: 'done' }).delete();
  const id = await outbox.enqueue(trx, operation);
  if (delayMs > 0) {
    await trx('operations')
      .where({ id })
      .update({ next_at: after(trx, delayMs) });
  }
}

/** Makes operations due now that {@link enqueueOnce} has put off. */
export async function hurry(
  knex: Knex,
  { lane, kind }: Pick<NewOperation, 'lane' | 'kind'>,
): Promise<void> {
  await knex('operations')
    .where({ lane, kind, state: 'pending', attempts: 0, unavailable: 0 })
    .update({ next_at: knex.raw(nowSql(knex)) });
}
