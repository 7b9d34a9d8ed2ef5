import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { withRetryAfter } from '@llm-ops/plugin-llm-ops-node';
import { claimSuspect } from './claim';
import { OutboxBench, until } from './__testUtils__/bench';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('suspects on %p', id => {
  let bench: OutboxBench;

  beforeEach(async () => {
    bench = await OutboxBench.create(databases, id);
  });
  afterEach(() => bench.destroy());

  const makeSuspect = (opId: string) =>
    bench.knex('operations').where({ id: opId }).update({ crashes: 3 });

  it('are not looked for when no tool is free', async () => {
    await makeSuspect(await bench.enqueue(bench.idle()));
    expect(await claimSuspect(bench.knex, { tools: [] })).toBeUndefined();
  });

  it('of a tool that is away hold up no other tool', async () => {
    const outbox = bench.start(async op => {
      if (op.tool === 'away') {
        throw withRetryAfter(new ServiceUnavailableError('refused'), 60_000);
      }
      return undefined;
    });
    const first = await bench.enqueue(outbox, { tool: 'away', lane: 'away:1' });
    await until(async () => Boolean((await bench.find(first))?.unavailable));
    await makeSuspect(
      await bench.enqueue(bench.idle(), { tool: 'away', lane: 'away:2' }),
    );
    const other = await bench.enqueue(outbox, { tool: 'b', lane: 'b:1' });
    await until(async () => (await bench.stateOf(other)) === 'done', 10);
  });

  it('of a tool that hangs hold up no other tool, and come first when it goes on', async () => {
    const frees: (() => void)[] = [];
    const order: string[] = [];
    const outbox = bench.start(
      async op => {
        if (op.payload.hangs) {
          await new Promise<void>(resolve => {
            frees.push(resolve);
          });
        }
        order.push(op.id);
        return undefined;
      },
      { settings: { concurrency: 2 } },
    );
    for (const lane of ['hung:1', 'hung:2']) {
      await bench.enqueue(outbox, {
        tool: 'hung',
        lane,
        payload: { hangs: true },
      });
    }
    await until(() => frees.length === 2);
    const idle = bench.idle();
    const behind = await bench.enqueue(idle, { tool: 'hung', lane: 'hung:3' });
    const suspect = await bench.enqueue(idle, { tool: 'hung', lane: 'hung:4' });
    await makeSuspect(suspect);
    const other = await bench.enqueue(outbox, { tool: 'b', lane: 'b:1' });
    await until(async () => (await bench.stateOf(other)) === 'done', 10);
    frees.forEach(free => free());
    await until(async () => (await bench.stateOf(behind)) === 'done');
    expect(order.indexOf(suspect)).toBeLessThan(order.indexOf(behind));
  });
});
