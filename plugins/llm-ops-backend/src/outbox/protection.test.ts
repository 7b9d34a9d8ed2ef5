import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { unavailable, withRetryAfter } from '@llm-ops/plugin-llm-ops-node';
import { listEvents } from './events';
import { removeEnded } from './store';
import { summarize } from './summary';
import { OutboxBench, sleep, until } from './__testUtils__/bench';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('the outbox on %p', id => {
  let bench: OutboxBench;

  beforeEach(async () => {
    bench = await OutboxBench.create(databases, id);
  });
  afterEach(() => bench.destroy());

  it('refuses what goes over a limit, but never what follows or takes away', async () => {
    const outbox = bench.idle({ maxOpenPerUser: 2, maxOpenPerTool: 3 });
    await bench.enqueue(outbox);
    await bench.enqueue(outbox);
    await expect(bench.enqueue(outbox)).rejects.toMatchObject({
      name: 'TooManyRequestsError',
      retryAfterMs: 30_000,
      message: expect.stringMatching(/maxOpenPerUser/),
    });
    await bench.enqueue(outbox, { followUp: true });
    await expect(
      bench.enqueue(outbox, { createdBy: 'user:default/bob' }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      retryAfterMs: 30_000,
    });
    await bench.enqueue(outbox, { createdBy: 'user:default/bob', tool: 'b' });
  });

  it('runs what may kill the process alone, and sets it aside at last', async () => {
    const outbox = bench.idle();
    const suspect = await bench.enqueue(outbox, { lane: 'thing:0' });
    const poison = await bench.enqueue(outbox, { lane: 'thing:1' });
    const others = await Promise.all(
      [2, 3, 4, 5].map(n => bench.enqueue(outbox, { lane: `thing:${n}` })),
    );
    await bench
      .knex('operations')
      .where({ id: suspect })
      .update({ crashes: 3 });
    await bench.knex('operations').where({ id: poison }).update({ crashes: 5 });
    let running = 0;
    const beside: Record<string, number> = {};
    bench.start(async op => {
      running += 1;
      await sleep(50);
      beside[op.id] = running;
      await sleep(50);
      running -= 1;
      return undefined;
    });
    await until(async () => (await bench.stateOf(poison)) === 'dead');
    await until(async () => (await bench.stateOf(others[3])) === 'done');
    await until(async () => (await bench.stateOf(suspect)) === 'done');
    expect(beside[suspect]).toBe(1);
    expect(beside[poison]).toBeUndefined();
    expect(Math.max(...others.map(other => beside[other]))).toBeGreaterThan(1);
  });

  it('says which tool is away, and waits as long as it asked', async () => {
    let away = true;
    const outbox = bench.start(async () => {
      if (away) {
        throw withRetryAfter(
          unavailable('The object store', 'http://store', 'refused', {
            instance: 'object-store',
          }),
          2_000,
        );
      }
      return undefined;
    });
    const opId = await bench.enqueue(outbox);
    await until(async () => Boolean((await bench.find(opId))?.unavailable));
    const begun = Date.now();
    expect(await outbox.waitingReason('thing:1')).toMatch(
      /^queued: object-store is unreachable since \d\d:\d\d UTC; 1 waiting/,
    );
    away = false;
    await until(async () => (await bench.stateOf(opId)) === 'done');
    expect(Date.now() - begun).toBeGreaterThan(1_500);
    expect(await listEvents(bench.knex, opId)).toMatchObject([
      { event: 'unavailable', message: expect.stringContaining('refused') },
    ]);
  });

  it('does not let a tool that hangs hold up the others', async () => {
    let free: () => void = () => {};
    const hung = new Promise<void>(resolve => {
      free = resolve;
    });
    const outbox = bench.start(async op => {
      if (op.tool === 'hung') {
        await hung;
      }
      return undefined;
    });
    for (let n = 0; n < 20; n += 1) {
      await bench.enqueue(outbox, { tool: 'hung', lane: `hung:${n}` });
    }
    await sleep(300);
    const begun = Date.now();
    const opId = await bench.enqueue(outbox, { tool: 'b', lane: 'b:1' });
    outbox.wake();
    await until(async () => (await bench.stateOf(opId)) === 'done');
    expect(Date.now() - begun).toBeLessThan(1_500);
    free();
  });

  it('lets what runs end when the process is asked to, and gives back the rest', async () => {
    const outbox = bench.start(
      async ({ payload }, { signal }) => {
        if (payload.long) {
          await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          });
        }
        await sleep(300);
        return undefined;
      },
      { settings: { drainMs: 800 } },
    );
    const short = await bench.enqueue(outbox, { lane: 'a' });
    const long = await bench.enqueue(outbox, {
      lane: 'b',
      payload: { long: true },
    });
    await until(async () => (await bench.stateOf(long)) === 'leased');
    await outbox.stop();
    expect(await bench.stateOf(short)).toBe('done');
    expect(await bench.find(long)).toMatchObject({
      state: 'pending',
      attempts: 0,
      crashes: 0,
    });
  });

  it('leaves what a newer portal wrote to it', async () => {
    const outbox = bench.start(async () => undefined);
    const opId = await bench.enqueue(outbox, { payloadVersion: 2 });
    await until(async () => Boolean((await bench.find(opId))?.attempts));
    expect((await bench.find(opId))?.error).toMatch(/newer portal/);
  });

  it('counts by tool and state, and forgets what ended long ago', async () => {
    const outbox = bench.start(async ({ payload }) => {
      if (payload.away) {
        throw new ServiceUnavailableError('refused');
      }
      return undefined;
    });
    const done = await bench.enqueue(outbox, { tool: 'a' });
    const kept = await bench.enqueue(outbox, {
      tool: 'b',
      lane: 'thing:2',
      payload: { away: true },
    });
    await until(async () => (await bench.stateOf(done)) === 'done');
    await until(async () => Boolean((await bench.find(kept))?.unavailable));
    expect(await summarize(bench.knex)).toEqual([
      expect.objectContaining({
        tool: 'b',
        dead: 0,
        oldestAt: (await bench.find(kept))?.createdAt,
      }),
    ]);
    expect(await removeEnded(bench.knex, 60_000)).toBe(0);
    expect(await removeEnded(bench.knex, -1_000)).toBe(1);
    expect(await bench.find(done)).toBeUndefined();
    expect(await bench.find(kept)).toBeDefined();
  });
});
