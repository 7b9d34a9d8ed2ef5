/**
 * A replica of the portal, reduced to its outbox. Its one effect is an entry
 * in the ledger of the test that started it, which is the tool.
 * Usage: CONNECTION LEDGER_URL LEASE_MS.
 */
import { unavailable } from '@llm-ops/plugin-llm-ops-node';
import { DatabaseOutbox } from '../DatabaseOutbox';
import { connect, endWithParent, logger, tell } from './process';

async function main([connection, url, leaseMs]: string[]) {
  const outbox = new DatabaseOutbox({
    knex: await connect(connection),
    logger,
    settings: { leaseMs: Number(leaseMs) },
    onEnd: ({ id, fence }, outcome) => tell({ ended: id, fence, outcome }),
  });
  outbox.register({
    kind: 'effect',
    async handle({ id, fence, lane, payload }) {
      const answer = await fetch(url, {
        method: 'POST',
        body: JSON.stringify({
          key: id,
          fence,
          lane,
          n: payload.n,
          pid: process.pid,
        }),
      }).catch(error => {
        throw unavailable('The ledger', url, error.message);
      });
      if (!answer.ok) {
        throw unavailable('The ledger', url, `status ${answer.status}`);
      }
      return (await answer.json()) as Record<string, unknown>;
    },
  });
  outbox.start();
  tell({ started: process.pid });
}

endWithParent();
main(process.argv.slice(2));
