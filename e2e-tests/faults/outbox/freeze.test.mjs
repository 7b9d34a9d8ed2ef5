/**
 * Replicas that are stopped for longer than their lease lasts and then go on,
 * as machines that are suspended do.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Bench, emptyDatabase, full, say, until } from './bench.mjs';
import { judge, Ledger, NOTHING_WRONG } from './ledger.mjs';

const FREEZES = full ? 20 : 1;
const OPERATIONS = full ? 2_000 : 200;
const LEASE_MS = 1_000;
/** Between two transactions, so that there is work until the last freeze. */
const PAUSE_MS = full ? 800 : 100;

test(`${FREEZES} replicas freeze past their lease: what they say afterwards does not count`, async () => {
  const ledger = await new Ledger().start();
  const bench = new Bench({
    database: await emptyDatabase('postgres'),
    ledger,
    leaseMs: LEASE_MS,
  });
  const rowOf = key => bench.knex('operations').where({ id: key }).first();
  const frozen = [];
  let freezing = false;
  ledger.afterEffect = async ({ key, fence, pid, delivery }) => {
    if (delivery > 1 || freezing || frozen.length === FREEZES) {
      return false;
    }
    freezing = true;
    frozen.push({ key, fence, pid });
    process.kill(pid, 'SIGSTOP');
    await until('the end of it by another replica', 30, async () => {
      return (await rowOf(key)).state === 'done';
    });
    process.kill(pid, 'SIGCONT');
    freezing = false;
    return false;
  };
  try {
    const { done } = await bench.write(OPERATIONS, { pauseMs: PAUSE_MS });
    await bench.workers(full ? 3 : 2);
    await done;
    await until('all freezes', 300, () => frozen.length === FREEZES);
    await bench.drained();
    for (const { key, fence, pid } of frozen) {
      await until('the end of it by the frozen one', 10, () =>
        bench.ended.some(
          end => end.pid === pid && end.ended === key && end.fence === fence,
        ),
      );
      const row = await rowOf(key);
      assert.ok(row.fence > fence && row.crashes > 0);
      assert.ok(
        JSON.parse(row.result).delivery > 1,
        'the first answer is refused',
      );
    }
    const found = judge(ledger.entries, bench.accepted);
    say(
      `${frozen.length} freezes of a lease of ${LEASE_MS} ms, ${
        ledger.redelivered
      } redelivered, ${JSON.stringify(found)}`,
    );
    assert.deepEqual(found, NOTHING_WRONG);
  } finally {
    await bench.end();
  }
});
