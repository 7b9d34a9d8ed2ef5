import { batchEntries, inputEntry, stateEntry } from './entries';
import { artifactPath } from './paths';
import { key, metric, param } from './values';

const point = { key: 'loss', value: 1, timestamp: 1_700_000_000_000 };

describe('metrics', () => {
  it('takes numbers as JSON can say them', () => {
    expect(metric(point)).toMatchObject({ ...point, step: 0 });
    expect(
      metric({ ...point, value: '1.5', timestamp: '7', step: '-3' }),
    ).toMatchObject({ value: 1.5, timestamp: 7, step: -3 });
    expect(metric({ ...point, value: 'NaN' }).value).toBe('NaN');
    expect(metric({ ...point, value: '-Infinity' }).value).toBe('-Infinity');
    expect(metric({ ...point, value: '1e999' }).value).toBe('Infinity');
  });

  it.each([
    [{ ...point, value: undefined }, /Missing value.*'value'/],
    [{ ...point, value: 'many' }, /floating point/],
    [{ ...point, value: true }, /floating point/],
    [{ ...point, timestamp: undefined }, /timestamp/],
    [{ ...point, timestamp: -1 }, /negative/],
    [{ ...point, step: 0.5 }, /integer/],
    [{ ...point, key: '' }, /Missing value.*'key'/],
    [{ ...point, key: 'a'.repeat(251) }, /250/],
    [{ ...point, key: 'a;b' }, /allowed/],
    [{ ...point, key: '../a' }, /path/],
    [{ ...point, key: '/a' }, /path/],
  ])('refuses %j', (raw, words) => {
    expect(() => metric(raw)).toThrow(words);
  });
});

describe('keys and texts', () => {
  it('takes letters of any language, as MLflow does', () => {
    expect(key('Größe/ß: 1', 'key')).toBe('Größe/ß: 1');
  });

  it('cuts long values, as MLflow does', () => {
    expect(param({ key: 'a', value: 'x'.repeat(7_000) }).value).toHaveLength(
      6_000,
    );
  });
});

describe('batches', () => {
  const many = <T>(count: number, make: (i: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));
  const tags = many(1, i => ({ key: `t${i}`, value: 'x' }));

  it.each([
    [{ metrics: many(1_001, step => ({ ...point, step })) }, /1000 metrics/],
    [{ params: many(101, i => ({ key: `p${i}`, value: '' })) }, /100 params/],
    [
      { metrics: many(1_000, step => ({ ...point, step })), tags },
      /1000 metrics, params and tags/,
    ],
    [
      { params: many(2, i => ({ key: 'same', value: String(i) })) },
      /Duplicate.*same/,
    ],
  ])('refuses one beyond the limits', (body, words) => {
    expect(() => batchEntries(body)).toThrow(words);
  });

  it('says which item is wrong', () => {
    expect(() => batchEntries({ metrics: [point, { key: 'a' }] })).toThrow(
      'metrics[1].',
    );
  });
});

describe('inputs and states', () => {
  it('knows the limit of a digest', () => {
    const datasets = [{ dataset: { name: 'd', digest: 'a'.repeat(37) } }];
    expect(() => inputEntry({ datasets })).toThrow(/digest.*36/);
  });

  it('knows the states of a run', () => {
    expect(() => stateEntry({ status: 'GONE' })).toThrow(/FINISHED/);
    expect(stateEntry({ status: 'FINISHED', end_time: '5' })).toMatchObject({
      endTime: 5,
    });
  });
});

describe('paths of artifacts', () => {
  it.each(['a/b.txt', 'weights of all.bin', '100%25.txt', 'ü/ß'])(
    'takes %s',
    path => {
      expect(artifactPath(encodeURI(path))).toBe(path);
    },
  );

  it.each([
    '../x',
    'a/../../x',
    '%2e%2e/x',
    '%252e%252e%252fx',
    '%25252e%25252e/x',
    '%2525252e%2525252e/x',
    '%252525252e%252525252e/x',
    '..%5cx',
    '%2fetc/passwd',
    'a//b',
    'C:/x',
    'a%00b',
    '%zz',
    'a/./b',
  ])('refuses %s', path => {
    expect(() => artifactPath(path)).toThrow('Invalid path');
  });
});
