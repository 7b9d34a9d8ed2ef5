import { smooth, toXY } from './series';

const points = [
  { step: 0, value: 4, timestamp: 1_000 },
  { step: 10, value: 2, timestamp: 3_500 },
  { step: 20, value: 1, timestamp: 2_000 },
];

describe('toXY', () => {
  it('has steps, times or seconds along the x axis, from left to right', () => {
    expect(toXY(points, 'step')).toEqual([
      [0, 4],
      [10, 2],
      [20, 1],
    ]);
    expect(toXY(points, 'time').map(([x]) => x)).toEqual([1_000, 2_000, 3_500]);
    expect(toXY(points, 'relative')).toEqual([
      [0, 4],
      [1, 1],
      [2.5, 2],
    ]);
  });

  it('draws nothing of nothing', () => {
    expect(toXY([], 'relative')).toEqual([]);
  });
});

describe('smooth', () => {
  it('begins at the first value and weighs older ones less', () => {
    const [first, second, third] = smooth(toXY(points, 'step'), 0.5);
    expect(first).toEqual([0, 4]);
    expect(second[1]).toBeCloseTo((4 * 0.5 + 2) / 1.5);
    expect(third[1]).toBeCloseTo((4 * 0.25 + 2 * 0.5 + 1) / 1.75);
  });

  it('leaves a constant and a weight of 0 as they are', () => {
    const flat: [number, number][] = [
      [0, 3],
      [1, 3],
    ];
    expect(smooth(flat, 0.9).map(([, y]) => y)).toEqual([
      expect.closeTo(3),
      expect.closeTo(3),
    ]);
    expect(smooth(flat, 0)).toBe(flat);
  });
});
