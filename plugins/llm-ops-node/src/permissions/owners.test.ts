import { owns, spellings, teamRef, userRef } from './owners';
import { covers, NOTHING } from './reach';

describe('owners', () => {
  it('reads a team and a user in any spelling', () => {
    for (const name of ['ml-platform', 'ML-Platform', 'group:ml-platform']) {
      expect(teamRef(name)).toBe('group:default/ml-platform');
    }
    expect(teamRef('group:default/ml-platform')).toBe(
      'group:default/ml-platform',
    );
    expect(teamRef('research/vision')).toBe('group:research/vision');
    expect(userRef('ann')).toBe(userRef('user:default/Ann'));
    expect(userRef('external:cli')).not.toBe(userRef('cli'));
  });

  it.each([
    ['group:default/ml-platform', 'group'],
    ['group:research/vision', 'group'],
    ['user:default/ann', 'group'],
    ['user:default/ann', 'user'],
  ] as const)('writes %s in every way that reads as it (%s)', (ref, kind) => {
    const all = spellings(ref, kind);
    expect(all).toContain(ref);
    const read = kind === 'user' ? userRef : teamRef;
    expect(new Set(all.map(read))).toEqual(new Set([ref]));
  });

  it('knows what a team owns, and what a user made', () => {
    const record = { creator: 'ann', teams: ['ml-platform'] };
    const bob = { claims: ['user:default/bob', 'group:default/ml-platform'] };
    expect(owns(record, bob)).toBe(true);
    expect(owns(record, { ...bob, by: 'creator' })).toBe(false);
    expect(owns(record, { claims: ['user:default/ann'], by: 'creator' })).toBe(
      true,
    );
    expect(owns({ teams: [] }, bob)).toBe(false);
  });

  it('joins conditions as policies do', () => {
    const record = { creator: 'ann', teams: ['ml-platform'] };
    const team = { claims: ['group:default/ml-platform'] };
    const made = { claims: ['user:default/ann'], by: 'creator' as const };
    expect(covers('all', record)).toBe(true);
    expect(covers(NOTHING, record)).toBe(false);
    expect(covers({ allOf: [team, { not: made }] }, record)).toBe(false);
    expect(covers({ anyOf: [made, team] }, { teams: ['ml-platform'] })).toBe(
      true,
    );
  });
});
