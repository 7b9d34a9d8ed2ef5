import { checkMetrics } from './metrics';

const check = (key: string, value = 1) =>
  checkMetrics([
    { key: 'loss', value: 0.5, step: 0 },
    { key, value, step: 0 },
  ]);

describe('metrics that are reported', () => {
  it('have names and values that trackers take', () => {
    for (const name of ['eval/loss', 'rouge-L', 'top 5: acc', 'größe', 'a.b']) {
      expect(() => check(name)).not.toThrow();
    }
    for (const name of ['', 'a#b', '/a', 'a/', 'a//b', '../a', 'x\n']) {
      expect(() => check(name)).toThrow(/cannot be the name of a metric/);
    }
    expect(() => check('x'.repeat(251))).toThrow(/1 to 250/);
    expect(() => check('f1', NaN)).toThrow(
      "The value of the metric 'f1' is not a number",
    );
  });
});
