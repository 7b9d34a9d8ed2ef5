import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { claimOperations, updateClaimed } from './claim';
import { OutboxBench } from './__testUtils__/bench';
import { decide } from './verdict';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('decide on %p', id => {
  let bench: OutboxBench;

  beforeEach(async () => {
    bench = await OutboxBench.create(databases, id);
  });
  afterEach(() => bench.destroy());

  it("dates an outage by the database's clock", async () => {
    const opId = await bench.enqueue(bench.idle());
    const [claimed] = await claimOperations(bench.knex, {
      shares: [{ tool: 'tool', limit: 1 }],
    });
    const wrong = jest
      .spyOn(Date, 'now')
      .mockReturnValue(new Date().getTime() + HOUR_MS);
    const { change } = decide(
      bench.knex,
      claimed,
      new ServiceUnavailableError('refused'),
      { stopping: false },
    );
    wrong.mockRestore();
    await updateClaimed(bench.knex, claimed, change);
    const { unavailableSince, updatedAt } = (await bench.find(opId))!;
    const apart = Date.parse(unavailableSince!) - Date.parse(updatedAt);
    expect(Math.abs(apart)).toBeLessThan(60_000);
  });
});
