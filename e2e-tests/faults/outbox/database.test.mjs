/** The database itself fails while operations are accepted and carried out. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { Bench, emptyDatabase, full, say, until } from './bench.mjs';
import { judge, Ledger, NOTHING_WRONG } from './ledger.mjs';

const OPERATIONS = full ? 5_000 : 300;
/** Operations on the small disk, and how large each is: more than a log takes. */
const ON_DISK = full ? 500 : 200;
const BYTES = 50_000;
/** Between two transactions of the client, so that it goes on all the time. */
const PAUSE_MS = 100;
/** When PostgreSQL is ended, as a part of the operations, and how. */
const RESTARTS = [
  [1 / 4, 'SIGQUIT'],
  ...(full
    ? [
        [2 / 4, 'SIGINT'],
        [3 / 4, 'SIGQUIT'],
      ]
    : []),
];
/** How soon work has to go on once the database answers, in seconds. */
const RECOVERY = 15;

const processes = async () =>
  JSON.parse(
    await readFile(
      join(dirname(process.env.LLM_OPS_TEST_STACK_JSON), 'processes.json'),
      'utf8',
    ),
  );

/** Ends PostgreSQL; the supervisor of the stack starts it again. */
async function restartPostgres(bench, signal) {
  const { pid } = (await processes()).postgres;
  process.kill(pid, signal);
  await until('a new PostgreSQL', 60, async () => {
    const now = (await processes()).postgres;
    return now && now.pid !== pid;
  });
  await until('an answer of PostgreSQL', 60, () =>
    bench.knex.raw('select 1').catch(() => false),
  );
}

test('PostgreSQL is killed and restarted under load: what was accepted is done', async () => {
  const ledger = await new Ledger().start();
  const bench = new Bench({
    database: await emptyDatabase('postgres'),
    ledger,
  });
  try {
    await bench.migrate();
    await bench.workers(full ? 3 : 2);
    const { done } = await bench.write(OPERATIONS, { pauseMs: PAUSE_MS });
    const seconds = [];
    for (const [part, signal] of RESTARTS) {
      await until('work', 120, () => ledger.entries.length > OPERATIONS * part);
      await restartPostgres(bench, signal);
      const { length } = ledger.entries;
      const begun = Date.now();
      await until('work again', RECOVERY, () => ledger.entries.length > length);
      seconds.push((Date.now() - begun) / 1000);
    }
    await done;
    await bench.drained();
    const found = judge(ledger.entries, bench.accepted);
    say(
      `PostgreSQL restarted ${seconds.length} times under load: ${
        bench.accepted.length
      } accepted, ${
        bench.refused.length
      } transactions refused, work again after ${seconds.join(
        ', ',
      )} s, ${JSON.stringify(found)}`,
    );
    // A commit whose answer was lost is done, though its client cannot know.
    assert.deepEqual({ ...found, unasked: 0 }, NOTHING_WRONG);
    assert.ok(found.unasked <= 10 * seconds.length);
  } finally {
    await bench.end();
  }
});

/** A small file system of its own, or why there is none. */
async function smallDisk() {
  const folder = await mkdtemp(join(tmpdir(), 'llm-ops-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], {
      stdio: 'pipe',
    });
  } catch (error) {
    await rm(folder, { recursive: true });
    return { reason: `no tmpfs can be mounted here: ${error.message}` };
  }
  return {
    folder,
    release: async () => {
      execFileSync('umount', [folder]);
      await rm(folder, { recursive: true });
    },
  };
}

test('the disk of SQLite is full for a while: what was accepted is done', async t => {
  const { folder, release, reason } = await smallDisk();
  if (reason) {
    t.skip(reason);
    return;
  }
  const ledger = await new Ledger().start();
  const { configuration } = await emptyDatabase('sqlite', folder);
  const bench = new Bench({
    database: { configuration, drop: release },
    ledger,
  });
  try {
    await bench.migrate();
    await bench.worker();
    const { done } = await bench.write(ON_DISK, {
      pauseMs: PAUSE_MS,
      bytes: BYTES,
    });
    await until('work', 60, () => ledger.entries.length > ON_DISK / 4);
    const filler = join(folder, 'filler');
    await writeFile(filler, Buffer.alloc(64 * 2 ** 20)).catch(() => {});
    await until('refusals', 60, () => bench.refused.length > 2);
    await rm(filler);
    const begun = Date.now();
    const { length } = ledger.entries;
    await until('work again', RECOVERY, () => ledger.entries.length > length);
    const seconds = (Date.now() - begun) / 1000;
    await done;
    await bench.drained();
    const found = judge(ledger.entries, bench.accepted);
    say(
      `disk of SQLite full: ${bench.accepted.length} accepted, ${
        bench.refused.length
      } transactions refused (${
        bench.refused[0]
      }), work again after ${seconds} s, ${JSON.stringify(found)}`,
    );
    assert.match(bench.refused[0], /disk is full/);
    assert.deepEqual(found, NOTHING_WRONG);
  } finally {
    await bench.end();
  }
});
