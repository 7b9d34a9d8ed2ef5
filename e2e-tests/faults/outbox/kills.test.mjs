/**
 * Replicas that die between an effect and its acknowledgement: the tool kills
 * whoever asked, with kill -9, after it has done what was asked and before it
 * answers.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Bench, emptyDatabase, full, say } from './bench.mjs';
import { judge, Ledger, NOTHING_WRONG } from './ledger.mjs';

const WORKERS = full ? 3 : 2;
const LEASE_MS = full ? 2_000 : 1_000;
const SIZE = full
  ? { kills: 25, operations: 5_000 }
  : { kills: 2, operations: 200 };
const CONTROL = { kills: 1, operations: 100, workers: 1, ignoreKeys: true };

/** Kills as often as it is told, evenly over the operations. */
async function killInTheGap(
  kind,
  { kills, operations, workers = WORKERS, ignoreKeys = false },
) {
  const database = await emptyDatabase(kind);
  const ledger = await new Ledger({ ignoreKeys }).start();
  const bench = new Bench({ database, ledger, leaseMs: LEASE_MS });
  const killed = [];
  ledger.afterEffect = async ({ key, pid, delivery }) => {
    const due = ((killed.length + 1) * operations) / (kills + 1);
    if (
      delivery > 1 ||
      killed.length === kills ||
      ledger.deliveries.size < due
    ) {
      return false;
    }
    killed.push(key);
    process.kill(pid, 'SIGKILL');
    return true;
  };
  try {
    const begun = Date.now();
    const { done } = await bench.write(operations);
    await bench.workers(workers);
    await done;
    await bench.drained(full ? 600 : 60);
    const [{ crashes }] = await bench.knex('operations').sum({
      crashes: 'crashes',
    });
    return {
      killed,
      ledger,
      crashes: Number(crashes),
      found: judge(ledger.entries, bench.accepted),
      seconds: (Date.now() - begun) / 1000,
    };
  } finally {
    await bench.end();
  }
}

for (const kind of ['sqlite', 'postgres']) {
  test(`${SIZE.kills} kills at ${SIZE.operations} operations on ${kind}: each effect is there once, in order`, async () => {
    const { killed, ledger, crashes, found, seconds } = await killInTheGap(
      kind,
      SIZE,
    );
    say(
      `${kind}: ${killed.length} kills, ${
        ledger.entries.length
      } effects, ${WORKERS} workers, ${
        ledger.redelivered
      } redelivered, ${crashes} leases lost, ${JSON.stringify(
        found,
      )}, ${seconds.toFixed(1)} s`,
    );
    assert.equal(killed.length, SIZE.kills);
    assert.deepEqual(
      killed.filter(key => ledger.deliveries.get(key) < 2),
      [],
      'every kill hit the gap, so that what was killed came again',
    );
    assert.deepEqual(found, NOTHING_WRONG);
  });
}

test('what is lost, doubled, out of order or unasked is found', () => {
  const entry = (lane, n) => ({ lane, n });
  const accepted = [0, 1, 2, 3].map(n => ({ n }));
  assert.deepEqual(
    judge(
      [entry('a', 1), entry('a', 0), entry('b', 2), entry('b', 2)],
      accepted,
    ),
    { lost: 1, duplicated: 1, disordered: 1, unasked: 0 },
  );
  assert.equal(judge([entry('a', 9)], []).unasked, 1);
});

test('a tool that ignores the key does things twice, and that is found (negative control)', async () => {
  const { found } = await killInTheGap('sqlite', CONTROL);
  say(`control: ${JSON.stringify(found)}`);
  assert.ok(found.duplicated >= CONTROL.kills);
});
