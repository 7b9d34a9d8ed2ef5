import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { makeDurable } from './sqlite';

describe('makeDurable', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
  const opened: Knex[] = [];
  const open = (filename: string) => {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
    opened.push(knex);
    return knex;
  };
  afterAll(async () => {
    await Promise.all(opened.map(knex => knex.destroy()));
    rmSync(folder, { recursive: true });
  });

  it('flushes each commit to a write-ahead log', async () => {
    const knex = open(join(folder, 'a.sqlite'));
    await makeDurable(knex, mockServices.logger.mock());
    expect(await knex.raw('PRAGMA journal_mode')).toEqual([
      { journal_mode: 'wal' },
    ]);
    expect(await knex.raw('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
  });

  it('takes the write lock when a transaction begins', async () => {
    const file = join(folder, 'b.sqlite');
    const [one, two] = [open(file), open(file)];
    await makeDurable(one, mockServices.logger.mock());
    await two.raw('PRAGMA busy_timeout = 0');
    await one.schema.createTable('t', table => table.integer('n'));
    await one.transaction(async trx => {
      await trx('t').select();
      await expect(two('t').insert({ n: 1 })).rejects.toThrow(/locked/);
      await trx.transaction(nested => nested('t').insert({ n: 2 }));
    });
    expect(await two('t').select()).toEqual([{ n: 2 }]);
  });

  it('says loudly that a database in memory keeps nothing', async () => {
    const logger = mockServices.logger.mock();
    await makeDurable(open(':memory:'), logger);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/IN MEMORY.*backend\.database\.connection/),
    );
  });
});
