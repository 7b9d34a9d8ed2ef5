import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database';
import { insertAudit, listAudit } from './audit';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('audit logs on %p', id => {
  it('keep who asked for a record with an id that is far too long', async () => {
    const knex = await databases.init(id);
    await migrate(knex);
    await insertAudit(knex, {
      id: '1',
      actorId: 'user:default/ann',
      action: 'getModel',
      resourceType: 'model',
      resourceId: 'a'.repeat(2_000),
      result: 'denied',
      metadata: { code: 403 },
      occurredAt: '2026-01-01T00:00:00.000Z',
    });
    const [record] = await listAudit(knex, { limit: 10 });
    expect(record).toMatchObject({ id: '1', actorId: 'user:default/ann' });
    expect(record.resourceId).toBe(`${'a'.repeat(254)}…`);
  });
});
