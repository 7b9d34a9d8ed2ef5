import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { MetricEntry, RunItem } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { DatabaseOutbox } from '../../outbox/DatabaseOutbox';
import { migrate } from '../../store/database';
import { saveDataset } from '../../store/datasets/datasets';
import { insertModel } from '../../store/models/models';
import { dataset, job, model, run } from '../../store/testing/records';
import { insertJob } from '../../store/training/jobs';
import { insertRun } from '../../store/training/runs';
import { DeliveryWorker } from './DeliveryWorker';
import { JournalService } from './JournalService';
import { RunMaker } from './RunMaker';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const JOB = randomUUID();
const RUN = randomUUID();

const point = (step: number): MetricEntry => ({
  kind: 'metric',
  key: 'loss',
  value: step,
  timestamp: step,
  step,
});

describe.each(databases.eachSupportedId())('the journal on %p', id => {
  let knex: Knex;
  let outbox: DatabaseOutbox;
  let journal: JournalService;
  let objects: Map<string, string>;
  /** What the tracker has, in the order it came. */
  let tracker: [string, RunItem | string][];
  let away: boolean;
  let refuses: (item: RunItem) => boolean;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    await insertModel(knex, model());
    await saveDataset(knex, dataset());
    await insertJob(knex, job({ id: JOB }));
    await insertRun(knex, run({ id: RUN, jobId: JOB }));
    [objects, tracker, away] = [new Map(), [], false];
    refuses = () => false;
    outbox = new DatabaseOutbox({ knex, logger: mockServices.logger.mock() });
    const reach = () => {
      if (away) {
        throw new ServiceUnavailableError('away');
      }
    };
    const provider = {
      createRun: async ({ key }: { key: string }) => {
        reach();
        return { runId: `t-${key}`, experimentId: '1' };
      },
      ingest: {
        deliver: async (runId: string, items: RunItem[]) => {
          reach();
          const refused = items.filter(refuses);
          tracker.push(
            ...items
              .filter(item => !refuses(item))
              .map(item => [runId, item] as [string, RunItem]),
          );
          return refused.map(item => ({ item, reason: 'no' }));
        },
        createModel: async () => {
          reach();
          return 'm-tracker';
        },
        changeModel: async () => reach(),
        storeFile: async (
          owner: { runId: string; modelId?: string },
          file: { path: string; body: Readable },
        ) => {
          reach();
          tracker.push([owner.modelId ?? owner.runId, file.path]);
          file.body.resume();
        },
      },
    };
    const deps = {
      database: knex,
      outbox,
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig({
        data: { app: { baseUrl: 'http://p' } },
      }),
      providers: { byId: () => provider },
      objectStore: {
        put: async (key: string, body: Readable) => {
          let content = '';
          for await (const chunk of body) {
            content += chunk;
          }
          objects.set(key, content);
          return { key, size: content.length };
        },
        get: async (key: string) => Readable.from(objects.get(key)!),
        removePrefix: async (prefix: string) => {
          const keys = [...objects.keys()].filter(k => k.startsWith(prefix));
          keys.forEach(key => objects.delete(key));
          return keys.length;
        },
      },
      publish: async () => {},
      clock: () => new Date(),
    } as never;
    journal = new JournalService(deps);
    const maker = new RunMaker(
      deps,
      { get: async () => job({ id: JOB }) } as never,
      { datasets: { get: async () => dataset() } } as never,
    );
    new DeliveryWorker(deps, maker).register();
    outbox.start();
  });

  afterEach(() => outbox.stop());

  const main = () => journal.jobRun(JOB);
  const steps = () =>
    tracker
      .map(([, item]) => item)
      .filter(
        (i): i is MetricEntry => typeof i !== 'string' && i.kind === 'metric',
      )
      .map(item => item.step);

  it('passes on what was appended, in order, once', async () => {
    const own = await main();
    await Promise.all(
      Array.from({ length: 300 }, (_, i) => journal.append(own, [point(i)])),
    );
    expect((await main()).metrics).toEqual([point(299)]);
    expect(await journal.settle(JOB)).toBe(true);
    expect(steps()).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(await journal.backlog(JOB)).toEqual({ points: 0 });
  });

  it('takes everything while the tracker is away, and passes it on later', async () => {
    away = true;
    const own = await main();
    await journal.append(own, [
      point(1),
      { kind: 'tag', key: 'a', value: 'b' },
    ]);
    const child = await journal.createRun(JOB, {
      name: 'fold',
      user: 'ann',
      startTime: 1,
      tags: { colour: 'red' },
    });
    await journal.append(child, [point(7)]);
    expect(child).toMatchObject({ parentId: own.id, status: 'RUNNING' });
    expect(child.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await journal.backlog(JOB)).points).toBe(4);
    expect(await journal.pending(JOB, 'items')).toHaveLength(3);

    away = false;
    let settled = false;
    for (let i = 0; i < 20 && !settled; i++) {
      settled = await journal.settle(JOB);
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    expect(settled).toBe(true);
    const again = (await journal.findRun(child.id))!;
    expect(again.trackerId).toMatch(/^t-/);
    expect((await journal.findRun(again.trackerId!))!.id).toBe(child.id);
    expect(tracker.map(([owner]) => owner)).toEqual([
      `t-${RUN}`,
      `t-${RUN}`,
      again.trackerId,
    ]);
    expect((await journal.runs(JOB)).map(one => one.id)).toEqual([
      own.id,
      child.id,
    ]);
  });

  it('refuses a changed parameter and nothing beside it', async () => {
    const own = await main();
    const results = await Promise.allSettled([
      journal.append(own, [{ kind: 'param', key: 'a', value: '1' }]),
      journal.append(own, [{ kind: 'param', key: 'a', value: '2' }, point(1)]),
      journal.append(own, [point(2)]),
    ]);
    expect(results.map(one => one.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await journal.settle(JOB)).toBe(true);
    expect(steps()).toEqual([2]);
    expect((await main()).params).toMatchObject({ a: '1' });
  });

  it('notes what the tracker refuses, and delivers the rest', async () => {
    refuses = item => item.kind === 'metric' && item.step === 2;
    await journal.append(await main(), [1, 2, 3].map(point));
    expect(await journal.settle(JOB)).toBe(true);
    expect(steps()).toEqual([1, 3]);
    const row = await knex('experiment_runs').where({ id: RUN }).first();
    expect(JSON.parse(row.journal).problems).toEqual(['metric loss: no']);
  });

  it('keeps files and models for the tracker, under its own ids', async () => {
    const own = await main();
    const made = await journal.createModel(own, {
      name: 'model',
      tags: {},
      params: {},
    });
    await journal.putFile(own, {
      path: 'MLmodel',
      modelId: made.id,
      size: 2,
      body: Readable.from('hi'),
    });
    await journal.append(own, [{ ...point(1), modelId: made.id }]);
    await expect(
      journal.putFile(own, { path: 'x', size: 9, body: Readable.from('hi') }),
    ).rejects.toThrow(/broke off after 2 of 9/);
    expect(await journal.settle(JOB)).toBe(true);
    expect(tracker).toEqual([
      ['m-tracker', 'MLmodel'],
      [`t-${RUN}`, { ...point(1), modelId: 'm-tracker' }],
    ]);
    expect(objects.size).toBe(0);
    expect((await journal.findModel('m-tracker'))!.id).toBe(made.id);
  });
});
