import { dimensionsOf, stepsOf } from './values';

const row = (name: string, ...values: (string | number | null)[]) => ({
  name,
  values,
  differs: new Set(values).size > 1,
});

describe('dimensionsOf', () => {
  it('takes numbers, also as text, that are not all the same', () => {
    const dimensions = dimensionsOf({
      runs: [],
      parameters: [
        row('lr', '0.1', '0.2'),
        row('seed', '1', '1'),
        row('optimizer', 'adam', 'sgd'),
        row('warmup', '10', null),
      ],
      metrics: [row('loss', 1.5, 'NaN'), row('acc', 0.5, 0.75)],
      tags: [row('n', '1', '2')],
    });
    expect(dimensions).toEqual([
      { name: 'lr', values: [0.1, 0.2] },
      { name: 'warmup', values: [10, undefined] },
      { name: 'acc', values: [0.5, 0.75] },
    ]);
  });
});

describe('stepsOf', () => {
  it('joins the points of runs by their step', () => {
    expect(
      stepsOf([
        [
          { step: 0, value: 5 },
          { step: 10, value: 4 },
        ],
        [{ step: 10, value: 3 }],
      ]),
    ).toEqual([
      [0, 5, undefined],
      [10, 4, 3],
    ]);
  });
});
