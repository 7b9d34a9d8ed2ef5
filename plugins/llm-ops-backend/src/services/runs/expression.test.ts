import { parseFilter } from './expression';

const metric = (name: string) => ({ of: 'metric', name });

describe('parseFilter', () => {
  it('reads conditions as MLflow writes them', () => {
    expect(parseFilter('metrics.loss <= 5e-1')).toEqual({
      field: metric('loss'),
      compare: '<=',
      value: 0.5,
    });
    expect(parseFilter('params.`learning rate` = "0.1"')).toEqual({
      field: { of: 'param', name: 'learning rate' },
      compare: '=',
      value: '0.1',
    });
    expect(parseFilter("attributes.status != 'FAILED'")).toMatchObject({
      field: { of: 'attribute', name: 'status' },
      compare: '!=',
    });
    expect(parseFilter('tags.team ilike "%vi\\"s%"')).toMatchObject({
      compare: 'ILIKE',
      value: '%vi"s%',
    });
    expect(parseFilter('metrics.val/acc > -1')).toMatchObject({
      field: metric('val/acc'),
      value: -1,
    });
  });

  it('binds NOT before AND before OR, and parentheses before all', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(name => ({
      field: metric(name),
      compare: '>',
      value: 1,
    }));
    const text = 'metrics.a > 1 OR NOT metrics.b > 1 AND metrics.c > 1';
    expect(parseFilter(text)).toEqual({ any: [a, { all: [{ not: b }, c] }] });
    expect(
      parseFilter('(metrics.a > 1 or metrics.b > 1) and metrics.c > 1'),
    ).toEqual({ all: [{ any: [a, b] }, c] });
  });

  it('reads lists', () => {
    expect(parseFilter('status NOT IN ("failed", "killed")')).toEqual({
      not: {
        field: { of: 'attribute', name: 'status' },
        within: ['failed', 'killed'],
      },
    });
  });

  it.each([
    ['', /it ends at character 1, where what to compare/],
    ['metrics.loss', /it ends at character 13, where one of =/],
    [
      'metrics.loss < fast',
      /there is fast at character 15, where a number, or a/,
    ],
    [
      'metrics loss < 1',
      /there is loss at character 8, where a dot and the name/,
    ],
    ['colour = "red"', /there is no colour to compare; use metrics/],
    ['(status = "failed"', /it ends .* a closing parenthesis/],
    ['status = "failed" status = "x"', /there is status .* AND, OR or the end/],
    ['status = "failed', /cannot be read; texts stand in quotes/],
    ['status = "a"; drop table x', /; at character 13 cannot be read/],
    [`${'('.repeat(60)}status = "a"`, /nested too deeply/],
    [`status = "${'a'.repeat(5_000)}"`, /at most 4000/],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseFilter(text)).toThrow(message);
  });
});
