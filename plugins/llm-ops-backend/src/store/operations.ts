import { Knex } from 'knex';

/** Cancels what a resource still waits for; what runs is not stopped. */
export async function cancelWaiting(
  knex: Knex.Transaction,
  lane: string,
): Promise<void> {
  await knex('operations')
    .where({ lane })
    .whereIn('state', ['pending', 'dead'])
    .update({ state: 'cancelled' });
}
