import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { withinRequest } from './context';
import { withRequests } from './database';
import { withRequestIds } from './logger';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('requests', () => {
  it('write what they have to in their own transactions, or not at all', async () => {
    const plain = await databases.init('SQLITE_3');
    await plain.schema.createTable('notes', table => {
      table.string('text');
    });
    const knex = withRequests(plain);
    const add = (text: string) =>
      knex.transaction(trx => trx('notes').insert({ text }));
    const within = (fails: boolean, work: () => Promise<unknown>) =>
      withinRequest(
        {
          requestId: 'r1',
          queued: [],
          beforeCommit: async trx => {
            if (fails) throw new Error('the claim was lost');
            await trx('notes').insert({ text: 'committed' });
          },
        },
        work,
      );
    await add('alone');
    await within(false, () => add('together'));
    await expect(within(true, () => add('never'))).rejects.toThrow('lost');
    expect(await knex('notes').pluck('text')).toEqual([
      'alone',
      'together',
      'committed',
    ]);
  });

  it('are named in the lines of the log that they cause', async () => {
    const logger = mockServices.logger.mock();
    const log = withRequestIds(logger);
    log.info('before');
    await withinRequest({ requestId: 'r2', queued: [] }, async () => {
      log.warn('within', { tool: 'argo' });
      log.error('broken', new Error('why'));
    });
    expect(logger.info).toHaveBeenCalledWith('before', undefined);
    expect(logger.warn).toHaveBeenCalledWith('within', {
      requestId: 'r2',
      tool: 'argo',
    });
    expect(logger.error).toHaveBeenCalledWith('broken', {
      requestId: 'r2',
      error: expect.stringContaining('why'),
    });
  });
});
