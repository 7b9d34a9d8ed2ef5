import { TestDatabases } from '@backstage/backend-test-utils';
import { NOTHING } from '@llm-ops/plugin-llm-ops-node';
import { OverviewService } from '../services/OverviewService';
import { migrate } from './database';
import { saveDataset } from './datasets/datasets';
import { insertModel } from './models/models';
import { at, dataset, model } from './testing/records';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

it.each(databases.eachSupportedId())(
  'counts what the caller may see on %p',
  async id => {
    const knex = await databases.init(id);
    await migrate(knex);
    await insertModel(knex, model({ status: 'approved' }));
    await insertModel(knex, model({ id: 'm2', version: '2' }));
    await saveDataset(knex, dataset({ approvedAt: at(1) }));
    const overview = new OverviewService({ database: knex });
    expect(await overview.counts('all')).toEqual({
      datasets: { total: 1, approved: 1 },
      models: { total: 2, approved: 1 },
      jobs: { total: 0, running: 0 },
      endpoints: { total: 0, healthy: 0 },
    });
    const none = await overview.counts(NOTHING);
    expect(none.models).toEqual({ total: 0, approved: 0 });
  },
);
