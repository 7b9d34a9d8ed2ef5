import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrate } from '../database';
import {
  answerKey,
  claimKey,
  commitKey,
  pruneKeys,
  releaseKey,
  renewKey,
  Reservation,
} from './keys';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const id = { actor: 'user:default/ann', operation: 'createModel', key: 'k1' };
const answer = { code: 201, headers: { Location: '/x' }, body: { ok: 'ü' } };

describe.each(databases.eachSupportedId())('idempotency keys on %p', db => {
  let knex: Knex;
  const claim = (leaseMs = 60_000, hash = 'h') =>
    claimKey(knex, id, hash, leaseMs);
  const mine = async (leaseMs?: number): Promise<Reservation> => {
    const got = await claim(leaseMs);
    if (got.kind !== 'mine') throw new Error(got.kind);
    return got.reservation;
  };

  beforeEach(async () => {
    knex = await databases.init(db);
    await migrate(knex);
  });

  it('lets one of many do the work, and gives its answer to the others', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim()));
    const kinds = claims.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['mine', ...Array(19).fill('running')]);
    await answerKey(knex, { ...id, fence: 1 }, answer);
    expect(await claim()).toEqual({ kind: 'answered', answer });
    expect(await claim(60_000, 'another')).toEqual({ kind: 'other' });
    const other = await claimKey(knex, { ...id, actor: 'bob' }, 'h', 60_000);
    expect(other.kind).toBe('mine');
  });

  it('takes over from a process that died before its effect, and fences it off', async () => {
    const dead = await mine(-1);
    const next = await mine();
    expect(next.fence).toBe(2);
    expect(await commitKey(knex, dead)).toBe(false);
    await answerKey(knex, dead, answer);
    expect(await claim()).toEqual({ kind: 'running' });
    expect(await commitKey(knex, next)).toBe(true);
  });

  it('does not repeat an effect whose answer was lost', async () => {
    const dead = await mine(-1);
    await commitKey(knex, dead);
    expect(await claim()).toEqual({ kind: 'lost' });
    await releaseKey(knex, dead);
    expect(await claim()).toEqual({ kind: 'lost' });
  });

  it('can be renewed, given back and forgotten', async () => {
    const first = await mine(-1);
    await renewKey(knex, first, 60_000);
    expect(await claim()).toEqual({ kind: 'running' });
    await releaseKey(knex, first);
    const second = await mine(-1);
    await answerKey(knex, second, answer);
    expect(await pruneKeys(knex, 60_000)).toBe(0);
    expect(await pruneKeys(knex, -1)).toBe(1);
    expect((await claim()).kind).toBe('mine');
  });
});
