import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrate } from '../database';
import { insertModel, listModels, ModelFilter } from '../models/models';
import { at, model } from '../testing/records';
import { collect, Listing } from './index';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('lists on %p', id => {
  let knex: Knex;
  const add = (name: string, minute: number, own = {}) =>
    insertModel(
      knex,
      model({ id: `id-${name}`, name, createdAt: at(minute), ...own }),
    );
  const read = async (listing: Listing, filter: ModelFilter = {}) => {
    const listed = await listModels(knex, filter, listing);
    const names = (await collect(listed)).map(({ name }) => name);
    return { names, page: listed.page };
  };
  const pages = async (listing: Listing) => {
    const all: string[][] = [];
    let cursor: string | undefined;
    do {
      const { names, page } = await read({ ...listing, cursor });
      all.push(names);
      cursor = page?.next;
    } while (cursor);
    return all;
  };

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    await add('a', 3);
    await add('b', 1, { status: 'approved', ownerTeam: 'search' });
    await add('c', 3, { type: 'external' });
    await add('d', 2, { family: '50%_\\Off' });
    await add('e', 3);
  });

  it('gives everything, without what is heavy, when no page is asked for', async () => {
    const listed = await listModels(knex);
    const records = await collect(listed);
    expect(records.map(({ name }) => name)).toEqual(['e', 'c', 'a', 'd', 'b']);
    expect(records[0]).toMatchObject({ metadata: model().metadata });
    expect((records[0] as { card?: string }).card).toBeUndefined();
    expect(listed.page).toBeUndefined();
  });

  it('gives pages that join without a gap, also where the order has equals', async () => {
    expect(await pages({ limit: 2 })).toEqual([['e', 'c'], ['a', 'd'], ['b']]);
    expect(await pages({ limit: 2, sort: 'created_at' })).toEqual([
      ['b', 'd'],
      ['a', 'c'],
      ['e'],
    ]);
    expect(await pages({ limit: 5, sort: '-name' })).toEqual([
      ['e', 'd', 'c', 'b', 'a'],
    ]);
  });

  it('neither repeats nor hides a record when others come meanwhile', async () => {
    const first = await read({ limit: 2 });
    await add('new', 9);
    await add('old', 0);
    const second = await read({ limit: 10, cursor: first.page?.next });
    expect([...first.names, ...second.names]).toEqual([
      'e',
      'c',
      'a',
      'd',
      'b',
      'old',
    ]);
  });

  it('finds records by what they are, by text and by time', async () => {
    const only = async (listing: Listing, filter?: ModelFilter) =>
      (await read(listing, filter)).names;
    expect(await only({}, { status: 'approved' })).toEqual(['b']);
    expect(await only({}, { type: 'external' })).toEqual(['c']);
    expect(await only({}, { owner: 'search' })).toEqual(['b']);
    expect(await only({ q: 'SEARCH' })).toEqual(['b']);
    expect(await only({ q: '50%_\\o' })).toEqual(['d']);
    expect(await only({ q: '%' })).toEqual(['d']);
    expect(await only({ createdAfter: at(2), createdBefore: at(3) })).toEqual([
      'd',
    ]);
  });

  it('says what is wrong with a cursor or an order', async () => {
    await expect(read({ cursor: 'nonsense' })).rejects.toThrow(
      /cursor is not one that this list gave/,
    );
    const { page } = await read({ limit: 1 });
    await expect(read({ cursor: page?.next, sort: 'name' })).rejects.toThrow(
      'cursor belongs to sort=-created_at',
    );
    await expect(read({ limit: 1, sort: 'card' })).rejects.toThrow(
      /sort=card is not offered; use one of created_at/,
    );
    await expect(read({ limit: 1, sort: 'constructor' })).rejects.toThrow(
      /not offered/,
    );
  });

  it('undoes its indexes', async () => {
    await expect(
      knex.migrate.down({
        directory: `${__dirname}/../../../migrations`,
        name: '20261125010000_list_indexes.js',
      } as Knex.MigratorConfig),
    ).resolves.toBeDefined();
  });
});

describe('the version of a whole list', () => {
  const versions = async (id: TestDatabaseId) => {
    const knex = await databases.init(id);
    await migrate(knex);
    for (const name of ['a', 'b']) {
      await insertModel(knex, model({ id: name, name }));
    }
    const version = async (listing: Listing = {}, filter: ModelFilter = {}) =>
      (await listModels(knex, filter, listing)).version;
    return { knex, version };
  };

  it('is not known to SQLite', async () => {
    const { version } = await versions('SQLITE_3');
    expect(await version()).toBeUndefined();
  });

  it.each(databases.eachSupportedId())(
    'changes with each of its rows on %p, if at all',
    async id => {
      const { knex, version } = await versions(id);
      const first = await version();
      if (first === undefined) {
        return;
      }
      const another = await version({}, { ids: ['b'] });
      expect(await version()).toBe(first);
      expect(await version({ sort: 'name' })).not.toBe(first);
      expect(another).not.toBe(first);
      expect(await version({ limit: 2 })).toBeUndefined();
      await knex('models').where({ id: 'a' }).update({ license: 'isc' });
      const changed = await version();
      expect(changed).not.toBe(first);
      expect(await version({}, { ids: ['b'] })).toBe(another);
      await knex('models').where({ id: 'b' }).delete();
      expect(await version()).not.toBe(changed);
    },
  );
});
