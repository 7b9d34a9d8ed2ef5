import { ConfigReader } from '@backstage/config';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrate } from '../../store/database';
import { saveDataset } from '../../store/datasets/datasets';
import { insertModel } from '../../store/models/models';
import { insertEndpoint } from '../../store/serving/endpoints';
import { dataset, endpoint, job, model } from '../../store/testing/records';
import { insertJob, updateJob } from '../../store/training/jobs';
import { ServiceDeps } from '../deps';
import { ComputeMeter } from './ComputeMeter';
import { CostService } from './CostService';
import { hoursByDay } from './hours';
import { readPrices } from './prices';
import { UsageMeter } from './UsageMeter';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const prices = readPrices(
  new ConfigReader({
    llmOps: {
      cost: {
        currency: 'EUR',
        cpuHour: 1,
        gpuHour: { 'nvidia-a100-80gb': 10, default: 4 },
        thousandTokens: { prompt: 1, completion: 2 },
        budgets: { training: 15 },
      },
    },
  }),
);

it('splits hours at midnight, UTC', () => {
  expect([
    ...hoursByDay(
      new Date('2026-11-24T22:30:00Z'),
      new Date('2026-11-26T01:00:00Z'),
    ),
  ]).toEqual([
    ['2026-11-24', 1.5],
    ['2026-11-25', 24],
    ['2026-11-26', 1],
  ]);
});

describe.each(databases.eachSupportedId())('cost on %p', id => {
  let knex: Knex;
  let now: Date;
  let costs: CostService;
  let compute: ComputeMeter;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    await insertModel(knex, model());
    await saveDataset(knex, dataset());
    now = new Date('2026-11-25T02:00:00Z');
    const deps = {
      database: knex,
      clock: () => now,
      config: new ConfigReader({}),
    } as unknown as ServiceDeps;
    costs = new CostService(deps, prices);
    compute = new ComputeMeter(deps);
  });

  it('counts the hours of a job as its stages run, once, and to their end', async () => {
    const request = {
      resourceProfile: {
        gpuType: 'nvidia-a100-80gb',
        gpuCount: 2,
        cpuCores: 4,
      },
    };
    const train = { name: 'train', outputs: {}, retries: 1 };
    await insertJob(
      knex,
      job({
        request,
        status: 'running',
        stages: [
          {
            name: 'validate',
            phase: 'succeeded',
            startedAt: '2026-11-24T22:00:00Z',
            finishedAt: '2026-11-24T23:00:00Z',
            outputs: {},
            retries: 0,
          },
          { ...train, phase: 'running', startedAt: '2026-11-24T23:00:00Z' },
        ],
      }),
    );
    await compute.count();
    await compute.count();
    expect(await costs.profiles({ timeWindow: 'day' })).toMatchObject([
      { timeWindow: '2026-11-25', gpuHours: 4, cpuHours: 8, cost: 48 },
      { timeWindow: '2026-11-24', gpuHours: 2, cpuHours: 4.1 },
    ]);
    await updateJob(knex, 'j1', {
      status: 'succeeded',
      completedAt: '2026-11-25T02:30:00.000Z',
    });
    now = new Date('2026-11-25T02:31:00Z');
    await compute.count();
    const [profile] = await costs.profiles({ resourceType: 'training_job' });
    expect(profile).toMatchObject({
      resourceType: 'training',
      resourceId: 'j1',
      timeWindow: '2026-11',
      gpuHours: 7,
      currency: 'EUR',
    });
    expect(profile.cost).toBeCloseTo(7 * 10 + 14 + 0.1);
    expect(profile.budgetVariance).toBeCloseTo(profile.cost - 15);
    expect(await costs.monthlyCost('training')).toBeCloseTo(profile.cost);
    expect(await costs.monthlyCost('serving')).toBe(0);
  });

  it('counts the hours of ready replicas from one count to the next', async () => {
    await insertEndpoint(
      knex,
      endpoint({
        spec: {
          minReplicas: 1,
          maxReplicas: 2,
          cpuRequest: '500m',
          useGpu: true,
        },
        replicas: { desired: 2, ready: 2, minimum: 1, maximum: 2 },
      }),
    );
    await compute.count();
    now = new Date('2026-11-25T03:00:00Z');
    await compute.count();
    expect(await costs.aggregate({ resourceType: 'serving' })).toMatchObject({
      replicaHours: 2,
      cpuHours: 1,
      gpuHours: 2,
      cost: 9,
      resources: 1,
    });
  });

  it('counts tokens by endpoint, user and team, in few writes', async () => {
    const meter = new UsageMeter({ knex, logger, clock: () => now });
    const request = (subject: string, team: string) =>
      meter.request({
        endpointId: 'e1',
        subject,
        team,
        promptTokens: 500,
        completionTokens: 250,
      });
    for (let i = 0; i < 100; i += 1) {
      request('ann', 'group:default/a');
    }
    request('bob', '');
    await meter.flush();
    request('bob', '');
    await meter.stop();
    expect(await knex('usage').select('subject')).toHaveLength(2);
    expect(
      (await costs.profiles({ groupBy: 'user' })).map(p => [
        p.subject,
        p.requests,
        p.cost,
      ]),
    ).toEqual([
      ['ann', 100, 100],
      ['bob', 2, 2],
    ]);
    expect(
      (await costs.profiles({ groupBy: 'team', timeWindow: 'total' })).map(
        p => p.team,
      ),
    ).toEqual(['', 'group:default/a']);
    expect(await costs.aggregate({ from: '2026-11-26' })).toMatchObject({
      promptTokens: 0,
      resources: 1,
    });
  });

  it('keeps what could not be written for the next try', async () => {
    let broken = true;
    const flaky = new Proxy(knex, {
      get: (target, name) =>
        name === 'transaction' && broken
          ? () => Promise.reject(new Error('database is away'))
          : Reflect.get(target, name),
    });
    const meter = new UsageMeter({ knex: flaky, logger, clock: () => now });
    const one = { endpointId: 'e1', subject: 'ann', team: '' };
    meter.request({ ...one, promptTokens: 1, completionTokens: 2 });
    await meter.flush();
    broken = false;
    meter.request({ ...one, promptTokens: 1, completionTokens: 2 });
    await meter.flush();
    expect(await costs.aggregate({})).toMatchObject({
      promptTokens: 2,
      completionTokens: 4,
      requests: 2,
    });
  });

  it('refuses a window that is none, and knows nothing of other types', async () => {
    await expect(costs.profiles({ timeWindow: 'soon' })).rejects.toThrow(
      /time_window/,
    );
    expect(await costs.profiles({ resourceType: 'moon' })).toEqual([]);
  });
});
