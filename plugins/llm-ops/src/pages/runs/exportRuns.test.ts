import { parse } from 'papaparse';
import { toCsv } from './exportRuns';
import { Run } from './types';

describe('toCsv', () => {
  it('has a column for everything that any of the runs has', () => {
    const text = toCsv([
      { id: '1', name: 'a, "b"', parameters: { lr: 0.1 }, metrics: {} },
      { id: '2', name: '=1+1', parameters: {}, metrics: { loss: 2 } },
    ] as unknown as Run[]);
    expect(parse(text, { header: true }).data).toEqual([
      { id: '1', name: 'a, "b"', 'params.lr': '0.1', 'metrics.loss': '' },
      { id: '2', name: "'=1+1", 'params.lr': '', 'metrics.loss': '2' },
    ]);
  });
});
