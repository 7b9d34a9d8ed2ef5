import { columnsOf, fieldOf, valueOf } from './columns';
import { Run } from './types';

const run = (
  metrics: Record<string, unknown>,
  parameters: Record<string, unknown>,
) => ({ metrics, parameters } as unknown as Run);

describe('columnsOf', () => {
  it('takes what most runs have, metrics first, without the machine itself', () => {
    const runs = [
      run({ loss: 1, 'system/cpu': 5 }, { lr: '1' }),
      run({ loss: 2 }, { lr: '2', seed: 1 }),
    ];
    expect(columnsOf(runs)).toEqual([
      { of: 'metrics', name: 'loss' },
      { of: 'params', name: 'lr' },
      { of: 'params', name: 'seed' },
    ]);
    expect(valueOf(runs[1], { of: 'params', name: 'seed' })).toBe(1);
    expect(valueOf(runs[0], { of: 'params', name: 'seed' })).toBeUndefined();
  });

  it('is never wider than the page', () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`p${i}`, i]),
    );
    expect(columnsOf([run({}, many)])).toHaveLength(8);
  });
});

describe('fieldOf', () => {
  it('quotes a name that filters could not read', () => {
    expect(fieldOf({ of: 'metrics', name: 'val/acc' })).toBe('metrics.val/acc');
    expect(fieldOf({ of: 'params', name: 'learning rate' })).toBe(
      'params.`learning rate`',
    );
  });
});
