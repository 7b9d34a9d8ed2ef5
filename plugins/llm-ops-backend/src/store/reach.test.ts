import { TestDatabases } from '@backstage/backend-test-utils';
import { covers, NOTHING, Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { migrate } from './database';
import { listDatasets, saveDataset } from './datasets/datasets';
import { collect, Listed } from './listing';
import { insertModel, listModels } from './models/models';
import { findOwners, idsWithin, isOwnedKind, whereReach } from './reach';
import { dataset, job, model, run } from './testing/records';
import { insertJob } from './training/jobs';
import { insertRun } from './training/runs';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const team = { claims: ['group:default/ml-platform'] };
const ann = { claims: ['user:default/ann'] };
const made = { ...ann, by: 'creator' as const };
const REACHES: Reach[] = [
  'all',
  NOTHING,
  team,
  ann,
  made,
  { claims: ['group:research/vision', 'user:default/bob'] },
  { not: team },
  { not: NOTHING },
  { allOf: [team, { not: made }] },
  { anyOf: [{ claims: ['user:default/bob'] }, { allOf: [team, ann] }] },
];

describe.each(databases.eachSupportedId())('reach on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    const owners: [string, string][] = [
      ['ml-platform', 'ann'],
      ['group:default/ML-Platform', 'user:default/bob'],
      ['group:ml-platform', 'user:default/Ann'],
      ['research/vision', 'external:ann'],
      ['', ''],
    ];
    for (const [at, [ownerTeam, createdBy]] of owners.entries()) {
      await insertModel(
        knex,
        model({ id: `m${at}`, version: `${at}`, ownerTeam, createdBy }),
      );
      await saveDataset(
        knex,
        dataset({ id: `d${at}`, version: `${at}`, ownerTeam, createdBy }),
      );
    }
    for (const [at, [modelId, datasetId]] of [
      ['m0', 'd0'],
      ['m3', 'd0'],
      [undefined, 'd3'],
      [undefined, 'd4'],
    ].entries()) {
      await insertJob(
        knex,
        job({
          id: `j${at}`,
          modelId,
          datasetId: datasetId!,
          submittedBy: 'eve',
        }),
      );
      await insertRun(
        knex,
        run({ id: `r${at}`, jobId: `j${at}`, trackingRunId: `t${at}` }),
      );
    }
  });

  it('says the same as a query and of one record', async () => {
    const tables = {
      model: ['models', 'id'],
      dataset: ['datasets', 'id'],
      job: ['training_jobs', 'id'],
      run: ['experiment_runs', 'tracking_run_id'],
    } as const;
    for (const [kind, [table, key]] of Object.entries(tables)) {
      if (!isOwnedKind(kind)) throw new Error(kind);
      const ids: string[] = await knex(table).pluck(key);
      for (const reach of REACHES) {
        const query = knex(table).select(key);
        whereReach(query, kind, reach);
        const found = (await query).map(row => row[key]).sort();
        const expected = [];
        for (const one of ids) {
          const owners = await findOwners(knex, kind, one);
          if (covers(reach, owners!)) expected.push(one);
        }
        expect([kind, reach, found]).toEqual([kind, reach, expected.sort()]);
        expect([...(await idsWithin(knex, kind, ids, reach))].sort()).toEqual(
          expected,
        );
      }
    }
  });

  it('narrows lists, keeping their order', async () => {
    const ids = async (list: Promise<Listed<{ id: string }>>) =>
      (await collect(await list)).map(record => record.id);
    expect(await ids(listModels(knex, { reach: team }))).toEqual([
      'm2',
      'm1',
      'm0',
    ]);
    expect(
      await ids(listDatasets(knex, { approvedOnly: true, reach: team })),
    ).toEqual([]);
    expect(await findOwners(knex, 'run', 't1')).toEqual({
      creator: 'eve',
      teams: ['research/vision', 'ml-platform'],
    });
    expect(await findOwners(knex, 'model', 'none')).toBeUndefined();
  });
});
