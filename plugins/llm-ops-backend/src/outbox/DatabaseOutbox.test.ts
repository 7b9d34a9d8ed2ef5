import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { Knex } from 'knex';
import { backoffMs } from './backoff';
import { claimOperations, updateClaimed } from './claim';
import { DatabaseOutbox } from './DatabaseOutbox';
import { findOperation } from './store';
import { anOperation, OutboxBench, sleep, until } from './__testUtils__/bench';
import { NewOperation, OperationHandler } from './types';

jest.setTimeout(60_000);

describe('backoffMs', () => {
  it('is random below a limit that doubles up to half a minute', () => {
    expect(backoffMs(0, () => 1)).toBe(500);
    expect(backoffMs(3, () => 1)).toBe(4_000);
    expect(backoffMs(40, () => 1)).toBe(30_000);
    expect(backoffMs(3, () => 0.5)).toBe(2_000);
  });
});

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('DatabaseOutbox on %p', id => {
  let bench: OutboxBench;
  let knex: Knex;

  beforeEach(async () => {
    bench = await OutboxBench.create(databases, id);
    knex = bench.knex;
  });
  afterEach(() => bench.destroy());

  const start = (handle: OperationHandler['handle'], givenUp?: jest.Mock) =>
    bench.start(handle, { givenUp });
  const enqueue = (
    outbox: DatabaseOutbox,
    change: Partial<NewOperation> = {},
  ) => bench.enqueue(outbox, change);
  const state = (opId: string) => bench.stateOf(opId);

  it('carries out what was committed, and nothing that was rolled back', async () => {
    const done: string[] = [];
    const outbox = start(async op => {
      done.push(op.id);
      return { made: true };
    });
    await expect(
      knex.transaction(async trx => {
        await outbox.enqueue(trx, anOperation());
        throw new Error('the record could not be written');
      }),
    ).rejects.toThrow('the record');
    const kept = await enqueue(outbox);
    await until(async () => (await state(kept)) === 'done');
    expect(done).toEqual([kept]);
    expect((await findOperation(knex, kept))?.result).toEqual({ made: true });
  });

  it('keeps the order within a lane, also when the first is tried again', async () => {
    const order: number[] = [];
    let failures = 1;
    const outbox = start(async ({ payload }) => {
      if (payload.n === 1 && failures > 0) {
        failures -= 1;
        throw new Error('once');
      }
      order.push(Number(payload.n));
      return undefined;
    });
    for (const n of [1, 2, 3]) {
      await enqueue(outbox, { payload: { n } });
    }
    await until(() => order.length === 3);
    expect(order).toEqual([1, 2, 3]);
  });

  it('waits for a tool that is away without counting it, and says since when', async () => {
    let away = true;
    const outbox = start(async () => {
      if (away) {
        throw new ServiceUnavailableError('connection refused');
      }
      return undefined;
    });
    const opId = await enqueue(outbox);
    await until(async () =>
      Boolean((await findOperation(knex, opId))?.unavailable),
    );
    expect(await outbox.waitingReason('thing:1')).toMatch(
      /^queued: tool is unreachable since \d\d:\d\d UTC; 1 waiting \(connection refused\)$/,
    );
    await enqueue(outbox, { lane: 'thing:2' });
    expect(await outbox.waitingReason('thing:2')).toMatch(
      /^queued: tool is unreachable since .*; 2 waiting \(connection refused\)$/,
    );
    away = false;
    await until(async () => (await state(opId)) === 'done');
    expect((await findOperation(knex, opId))?.attempts).toBe(0);
    expect(await outbox.waitingReason('thing:1')).toBeUndefined();
  });

  it('sets aside what cannot succeed; only its own lane stops', async () => {
    const givenUp = jest.fn();
    const outbox = start(async ({ payload }) => {
      if (payload.bad) {
        throw new ConflictError('there is one already');
      }
      return undefined;
    }, givenUp);
    const bad = await enqueue(outbox, { payload: { bad: true } });
    const behind = await enqueue(outbox);
    const other = await enqueue(outbox, { lane: 'thing:2' });
    await until(async () => (await state(other)) === 'done');
    await until(async () => (await state(bad)) === 'dead');
    expect(await state(behind)).toBe('pending');
    expect(givenUp).toHaveBeenCalledTimes(1);
    expect(await outbox.waitingReason('thing:1')).toMatch(
      /^stopped: Do it failed \(there is one already\)/,
    );
  });

  it('refuses the answer of a worker that lost its lease', async () => {
    const idle = bench.idle();
    await enqueue(idle);
    const claim = () =>
      claimOperations(knex, {
        shares: [{ tool: 'tool', limit: 1 }],
        leaseMs: 50,
      });
    const [first] = await claim();
    await sleep(150);
    const [second] = await claim();
    expect(second).toMatchObject({ id: first.id, crashes: 1 });
    expect(await updateClaimed(knex, first, { state: 'done' })).toBe(false);
    expect(await updateClaimed(knex, second, { state: 'done' })).toBe(true);
  });

  it('gives each operation to one of several workers', async () => {
    const done: string[] = [];
    const handle = async ({ id: opId }: { id: string }) => {
      done.push(opId);
      await sleep(5);
      return undefined;
    };
    const [outbox] = [start(handle), start(handle), start(handle)];
    const ids = [];
    for (let n = 0; n < 60; n += 1) {
      ids.push(await enqueue(outbox, { lane: `thing:${n % 20}` }));
    }
    await until(() => done.length >= ids.length);
    await sleep(100);
    expect([...done].sort()).toEqual([...ids].sort());
  });

  describe('after kill -9 between the effect and its acknowledgement', () => {
    const effects = () => join(bench.folder, 'effects');
    const lines = () => readFileSync(effects(), 'utf8').trim().split('\n');

    async function killWorker() {
      const { client, connection } = knex.client.config;
      // knex hides the password from whoever lists the fields.
      const whole = { ...connection, password: connection.password };
      const child = spawn(
        process.execPath,
        [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          resolve(__dirname, 'testing/dyingWorker.ts'),
          JSON.stringify({
            client,
            connection: whole,
            useNullAsDefault: true,
          }),
          effects(),
        ],
        { stdio: 'inherit', timeout: 30_000, killSignal: 'SIGTERM' },
      );
      const signal = await new Promise(done => {
        child.on('exit', (_, name) => done(name));
      });
      expect(signal).toBe('SIGKILL');
    }

    it('the effect is there once, since the handler finds it by the key', async () => {
      const idle = bench.idle();
      const opId = await enqueue(idle);
      await killWorker();
      expect(lines()).toEqual([opId]);
      start(async op => {
        if (!lines().includes(op.id)) {
          appendFileSync(effects(), `${op.id}\n`);
        }
        return undefined;
      });
      await until(async () => (await state(opId)) === 'done');
      expect(lines()).toEqual([opId]);
      expect((await findOperation(knex, opId))?.crashes).toBe(1);
    });

    it('a handler that does not look would do it twice (negative control)', async () => {
      const idle = bench.idle();
      const opId = await enqueue(idle);
      await killWorker();
      start(async op => {
        appendFileSync(effects(), `${op.id}\n`);
        return undefined;
      });
      await until(async () => (await state(opId)) === 'done');
      expect(lines()).toEqual([opId, opId]);
    });
  });
});
