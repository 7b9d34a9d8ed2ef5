import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  CredentialStore,
  modelContext,
  SecretBox,
  sealStored,
} from '../secrets';
import { migrate } from './database';
import { findModel, insertModel } from './models/models';
import { model } from './testing/records';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const CANARY = 'canary-3b1f';
const keys = [
  { id: 'new', secret: 'a second text for keys' },
  { id: 'default', secret: 'a first text for keys' },
];
const old = new SecretBox({ keys: [keys[1]], references: [] });
const rotated = new SecretBox({ keys, references: [] });
const logger = mockServices.logger.mock();

/** Everything in the database, as text. */
async function dump(knex: Knex): Promise<string> {
  const tables = ['models', 'credentials', 'operations'];
  return JSON.stringify(await Promise.all(tables.map(table => knex(table))));
}

describe.each(databases.eachSupportedId())('secrets on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
  });

  it('encrypts what was stored in clear, once, and again with a new key', async () => {
    const metadata = { provider: 'openai', nested: [{ api_key: CANARY }] };
    await insertModel(knex, model({ metadata }));
    await insertModel(knex, model({ id: 'm2', version: '2', metadata: {} }));
    expect(await sealStored(knex, old, logger)).toBe(1);
    expect(await sealStored(knex, old, logger)).toBe(0);
    expect(await dump(knex)).not.toContain(CANARY);
    expect(await sealStored(knex, rotated, logger)).toBe(1);
    expect(await sealStored(knex, rotated, logger)).toBe(0);
    const found = await findModel(knex, 'm1');
    expect(rotated.openAll(found!.metadata, modelContext('m1'))).toEqual(
      metadata,
    );
  });

  it('keeps the token of an operation encrypted until it is done or too old', async () => {
    let now = new Date('2026-11-25T00:00:00Z');
    const store = new CredentialStore({
      knex,
      secrets: old,
      clock: () => now,
    });
    const kept = await knex.transaction(trx => store.keep(trx, CANARY));
    expect(await dump(knex)).not.toContain(CANARY);
    expect(await store.get(kept, 'hub.example.org')).toBe(CANARY);
    await store.purge();
    expect(await store.get(kept, 'hub.example.org')).toBe(CANARY);
    now = new Date('2026-12-25T00:00:00Z');
    await store.purge();
    await expect(store.get(kept, 'hub.example.org')).rejects.toThrow(
      /no longer kept/,
    );
  });
});
