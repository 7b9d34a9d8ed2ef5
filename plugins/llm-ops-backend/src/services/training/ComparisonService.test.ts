import { NotFoundError } from '@backstage/errors';
import { job, run } from '../../store/testing/records';
import { ComparisonService, rowsOf } from './ComparisonService';

const RUNS = {
  a: {
    parameters: { lr: '0.1', seed: 1 },
    metrics: { loss: 2 },
    tags: { gpu: '1' },
  },
  b: {
    parameters: { lr: '0.2', seed: 1 },
    metrics: { loss: NaN },
    tags: { gpu: '1' },
  },
};

function service() {
  const experiments = {
    run: async (id: keyof typeof RUNS) => {
      if (!RUNS[id]) {
        throw new NotFoundError(`There is no run ${id}`);
      }
      const { tags, ...own } = RUNS[id];
      return {
        run: run({ trackingRunId: id, ...own }),
        tags,
        stale: id === 'b',
      };
    },
  };
  const training = { get: async () => job({ outputModelId: undefined }) };
  return new ComparisonService(
    {} as never,
    experiments as never,
    training as never,
  );
}

describe('ComparisonService', () => {
  it('shows what differs between runs first, and which of them is only the last known', async () => {
    const { runs, parameters, metrics, tags } = await service().compare([
      'a',
      'b',
    ]);
    expect(runs.map(({ runId, stale }) => [runId, stale])).toEqual([
      ['a', false],
      ['b', true],
    ]);
    expect(parameters).toEqual([
      { name: 'lr', values: ['0.1', '0.2'], differs: true },
      { name: 'seed', values: [1, 1], differs: false },
    ]);
    expect(metrics).toEqual([
      { name: 'loss', values: [2, 'NaN'], differs: true },
    ]);
    expect(tags).toEqual([{ name: 'gpu', values: ['1', '1'], differs: false }]);
  });

  it('refuses what cannot be compared, with what to do', async () => {
    await expect(service().compare(['a'])).rejects.toThrow(/choose 2 to 50/);
    await expect(service().compare(['a', 'a'])).rejects.toThrow(/once/);
    await expect(service().compare(['a', 'zzz'])).rejects.toThrow(/no run zzz/);
    await expect(
      service().compare(Array.from({ length: 51 }, (_, i) => `${i}`)),
    ).rejects.toThrow(/51 runs/);
  });
});

describe('rowsOf', () => {
  it('has a gap where a run lacks what others have', () => {
    expect(rowsOf([{ a: 1 }, { b: { c: 1 } }])).toEqual([
      { name: 'a', values: [1, null], differs: true },
      { name: 'b', values: [null, '{"c":1}'], differs: true },
    ]);
  });
});
