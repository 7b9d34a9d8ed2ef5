/**
 * A client of the portal, reduced to what is left of it in the database: adds
 * operations in transactions of a few, and tells which ones were accepted.
 * Usage: CONNECTION COUNT LANES PAUSE_MS BYTES. With a pause between transactions it
 * tells what is refused and goes on until COUNT are accepted; without one
 * that ends it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../../store/database';
import { DatabaseOutbox } from '../DatabaseOutbox';
import { connect, endWithParent, logger, tell } from './process';

/** Operations of one transaction. */
const BATCH = 10;
const USERS = 5;

async function main([connection, count, lanes, pauseMs, bytes]: string[]) {
  const knex = await connect(connection);
  await migrate(knex);
  tell({ migrated: true });
  const outbox = new DatabaseOutbox({ knex, logger });
  const add = (from: number, to: number) =>
    knex.transaction(async trx => {
      const accepted = [];
      for (let n = from; n < to; n += 1) {
        const lane = n % Number(lanes);
        const key = await outbox.enqueue(trx, {
          kind: 'effect',
          tool: 'ledger',
          lane: `thing:${lane}`,
          title: `Entry ${n}`,
          payload: { n, filling: '.'.repeat(Number(bytes)) },
          createdBy: `user:default/u${lane % USERS}`,
        });
        accepted.push({ key, n });
      }
      return accepted;
    });
  let left = Number(count);
  // What was refused may be there all the same, so that its number is not
  // used again.
  for (let n = 0; left > 0; n += BATCH) {
    try {
      const accepted = await add(n, n + Math.min(BATCH, left));
      left -= accepted.length;
      tell({ accepted });
    } catch (error) {
      if (Number(pauseMs) === 0) {
        throw error;
      }
      tell({ refused: (error as Error).message });
    }
    await sleep(Number(pauseMs));
  }
  await knex.destroy();
  process.stdin.destroy();
}

endWithParent();
main(process.argv.slice(2));
