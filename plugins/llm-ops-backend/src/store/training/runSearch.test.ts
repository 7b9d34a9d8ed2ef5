import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { parseFilter } from '../../services/runs/expression';
import { RunSearchService } from '../../services/runs';
import { migrate } from '../database';
import { saveDataset } from '../datasets/datasets';
import { insertModel } from '../models/models';
import { at, dataset, job, model, run } from '../testing/records';
import { insertJob } from './jobs';
import { searchRuns } from './runSearch';
import { insertRun, updateRun } from './runs';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('searching runs on %p', id => {
  let knex: Knex;

  const add = async (
    name: string,
    own: Parameters<typeof run>[0],
    ofJob: Parameters<typeof job>[0] = {},
  ) => {
    await insertJob(knex, job({ id: `job-${name}`, ...ofJob }));
    await insertRun(
      knex,
      run({ id: `run-${name}`, jobId: `job-${name}`, runName: name, ...own }),
    );
  };

  const names = async (filter: string) => {
    const { runs } = await searchRuns(knex, {
      filter: parseFilter(filter),
      sort: {
        field: { of: 'attribute', name: 'start_time' },
        descending: false,
      },
      limit: 100,
    });
    return runs.map(({ runName }) => runName);
  };

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    await insertModel(knex, model());
    await saveDataset(knex, dataset());
    await add('a', {
      startTime: at(1),
      status: 'completed',
      parameters: { lr: '0.1', optimizer: 'adam', layers: 10 },
      metrics: { loss: 0.5, 'val/acc': 0.9 },
    });
    await add(
      'b',
      {
        startTime: at(2),
        status: 'failed',
        parameters: { lr: '0.02', optimizer: 'Adam_W', layers: 9 },
        metrics: { loss: 2 },
      },
      { submittedBy: 'user:default/bob' },
    );
    await add('c', {
      startTime: at(3),
      parameters: { lr: '0.1' },
      journal: {
        tags: { team: 'vision' },
        latest: {},
        datasets: [],
        inputModelIds: [],
        outputs: [],
        problems: [],
      },
    });
  });

  it.each([
    ['metrics.loss < 1', ['a']],
    ['metrics.loss >= 0.5', ['a', 'b']],
    ['metrics.loss != 2', ['a']],
    ['params.lr = "0.1"', ['a', 'c']],
    ['params.lr < 0.1', ['b']],
    // As numbers 9 is less than 10; as texts it is not.
    ['params.layers < 10', ['b']],
    ['NOT params.layers < 10', ['a', 'c']],
    ['params.optimizer LIKE "adam%"', ['a']],
    ['params.optimizer ILIKE "ADAM%"', ['a', 'b']],
    ['params.optimizer LIKE "Adam_W"', ['b']],
    ['tags.team = "vision"', ['c']],
    ['NOT tags.team = "vision"', ['a', 'b']],
    ['status = "FINISHED" OR status = "failed"', ['a', 'b']],
    ['status IN ("failed", "killed")', ['b']],
    ['status NOT IN ("failed", "killed")', ['a', 'c']],
    ['owner = "user:default/bob"', ['b']],
    ['model_name = "smol" AND dataset_name ILIKE "JARGON"', ['a', 'b', 'c']],
    ['dataset_version = "none"', []],
    ['NOT dataset_version = "none"', ['a', 'b', 'c']],
    ['start_time >= "2026-11-24T10:02:00Z"', ['b', 'c']],
    ['metrics.`val/acc` > 0.8 AND NOT (params.lr = "0.2")', ['a']],
    ['params.lr IN (0.02, 7)', ['b']],
    ["name = 'x'' OR 1=1 --'", []],
  ])('finds by %s', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it('finds a run by its new values, and no longer by the old ones', async () => {
    await updateRun(knex, 'run-a', { metrics: { loss: 9, new: 1 } });
    expect(await names('metrics.loss > 8')).toEqual(['a']);
    expect(await names('metrics.loss = 0.5')).toEqual([]);
    expect(await names('metrics.new = 1')).toEqual(['a']);
  });

  it('gives pages in any order that join without a gap, what lacks the value last', async () => {
    const service = new RunSearchService({ database: knex } as never);
    const pages = async (sort: string) => {
      const all: string[] = [];
      let cursor: string | undefined;
      do {
        const { found, next } = await service.search({
          sort,
          limit: 1,
          cursor,
          reach: 'all',
        });
        all.push(...found.map(one => one.run.runName!));
        cursor = next ?? undefined;
      } while (cursor);
      return all;
    };
    expect(await pages('metrics.loss')).toEqual(['a', 'b', 'c']);
    expect(await pages('-metrics.loss')).toEqual(['b', 'a', 'c']);
    expect(await pages('-start_time')).toEqual(['c', 'b', 'a']);
    expect(await pages('params.optimizer')).toEqual(['b', 'a', 'c']);
    expect(await pages('-end_time')).toEqual(['c', 'b', 'a']);
    expect(await pages('params.layers')).toEqual(['b', 'a', 'c']);
    expect(await pages('owner')).toHaveLength(3);
  });

  it('says what is wrong with an order or a cursor', async () => {
    const service = new RunSearchService({ database: knex } as never);
    const ask = (own: object) =>
      service.search({ limit: 1, reach: 'all', ...own });
    await expect(ask({ sort: 'colour' })).rejects.toThrow(/not offered/);
    await expect(ask({ sort: 'a AND b' })).rejects.toThrow(/not offered/);
    await expect(ask({ cursor: 'x' })).rejects.toThrow(/cursor is not one/);
    const { next } = await ask({});
    await expect(ask({ cursor: next, sort: 'owner' })).rejects.toThrow(
      /in this order/,
    );
  });

  it('shows only what is within reach, and looks for text', async () => {
    const service = new RunSearchService({ database: knex } as never);
    const reach = { claims: ['user:default/bob'] };
    const own = await service.search({ limit: 9, reach });
    expect(own.found.map(one => one.run.runName)).toEqual(['b']);
    const found = await service.search({ limit: 9, reach: 'all', text: 'BOB' });
    expect(found.found.map(one => one.run.runName)).toEqual(['b']);
  });

  it('makes the values of runs that were there before', async () => {
    const migrations = {
      directory: `${__dirname}/../../../migrations`,
      name: '20261125050000_run_values.js',
    };
    await knex.migrate.down(migrations as Knex.MigratorConfig);
    await knex.migrate.up(migrations as Knex.MigratorConfig);
    expect(await names('metrics.loss < 1')).toEqual(['a']);
    expect(await names('tags.team = "vision"')).toEqual(['c']);
  });
});
