import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrate } from '../database';
import { collect } from '../listing';
import { at, pipeline } from '../testing/records';
import {
  findPipeline,
  insertPipeline,
  listPipelines,
  pipelinePositions,
  updatePipeline,
} from './pipelines';
import { attachToTry, beginTry, listTries, noteTry } from './tries';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('pipelines on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    await insertPipeline(knex, pipeline());
  });

  it('gives a pipeline back, and moves it only from the state it is expected in', async () => {
    expect(await findPipeline(knex, 'w1')).toEqual(pipeline());
    const start = { status: 'running' as const, startedAt: at(1), priority: 3 };
    expect(await updatePipeline(knex, 'w1', start, ['pending'])).toBe(true);
    expect(await updatePipeline(knex, 'w1', start, ['pending'])).toBe(false);
    expect(await findPipeline(knex, 'w1')).toEqual(pipeline(start));
  });

  it('takes many pipelines of one engine that have not begun, newest first', async () => {
    await insertPipeline(knex, pipeline({ id: 'w2', createdAt: at(1) }));
    await insertPipeline(
      knex,
      pipeline({
        id: 'w3',
        orchestrationSystem: 'x',
        status: 'failed',
        createdAt: at(2),
      }),
    );
    const ids = async (filter: Parameters<typeof listPipelines>[1]) =>
      (await collect(await listPipelines(knex, filter))).map(found => found.id);
    expect(await ids({})).toEqual(['w3', 'w2', 'w1']);
    expect(await ids({ statuses: ['failed'] })).toEqual(['w3']);
    expect(await ids({ orchestrationSystem: 'argo_workflows' })).toEqual([
      'w2',
      'w1',
    ]);
    expect(await pipelinePositions(knex, ['w2', 'w3'])).toEqual(
      new Map([['w2', 2]]),
    );
  });

  it('lets a try begin one thing only, however often it asks', async () => {
    const first = { pipelineId: 'w1', stage: 'check', attempt: 0 };
    const again = { ...first, attempt: 1 };
    await beginTry(knex, first);
    await beginTry(knex, first);
    await beginTry(knex, again);
    expect(await attachToTry(knex, first, { jobId: 'j1' })).toBe(true);
    expect(await attachToTry(knex, first, { jobId: 'j2' })).toBe(false);
    expect(await attachToTry(knex, first, { endpointId: 'e1' })).toBe(false);
    await noteTry(knex, again, 'waits');
    expect(await listTries(knex, ['w1', 'none'])).toEqual([
      { ...again, message: 'waits' },
      { ...first, jobId: 'j1' },
    ]);
    expect(await listTries(knex, [])).toEqual([]);
  });
});
