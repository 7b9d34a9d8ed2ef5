import { Operation } from '../../api/types';
import { whatOf } from './whatOf';

const operation: Operation = {
  id: '1',
  kind: 'model.import',
  tool: 'hub',
  lane: 'model:1',
  title: 'Import a model',
  state: 'pending',
  attempts: 1,
  createdAt: '2026-11-25T12:00:00.000Z',
};

describe('whatOf', () => {
  it('names the tool that is away rather than the failure', () => {
    const away = {
      ...operation,
      error: 'connect ECONNREFUSED',
      unavailableSince: '2026-11-25T14:02:00.000',
    };
    expect(whatOf(away)).toBe('hub is away since 14:02');
    expect(whatOf({ ...away, waitsFor: 'object-store' })).toBe(
      'object-store is away since 14:02',
    );
  });

  it('says how far a running one is', () => {
    expect(
      whatOf({
        ...operation,
        state: 'leased',
        progress: { fraction: 0.42, message: '3 of 7 files' },
      }),
    ).toBe('3 of 7 files (42 %)');
  });

  it('says why one was given up, and nothing of one that is done', () => {
    const failed = { ...operation, error: 'wrong checksum' };
    expect(whatOf({ ...failed, state: 'dead' })).toBe('wrong checksum');
    expect(whatOf({ ...failed, state: 'done' })).toBe('');
  });
});
