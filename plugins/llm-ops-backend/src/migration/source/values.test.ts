import { checkMapping } from './schema';
import { columnSql } from './sql';
import { derivedId, hashOf, number, object, text, texts, time } from './values';

describe('values of the old platform', () => {
  it('keeps microseconds, and milliseconds as they are written here', () => {
    expect(time('2025-01-01T00:00:00.123456Z')).toBe(
      '2025-01-01T00:00:00.123456Z',
    );
    expect(time('2025-01-01T00:00:00.123000Z')).toBe(
      '2025-01-01T00:00:00.123Z',
    );
    expect(time(null)).toBeUndefined();
  });

  it('takes nothing for what is empty or of another kind', () => {
    expect(text('')).toBeUndefined();
    expect(text(0)).toBe('0');
    expect(number(null)).toBeUndefined();
    expect(number('NaN')).toBeUndefined();
    expect(number('1.5')).toBe(1.5);
    expect(object('{"a":1}')).toEqual({ a: 1 });
    expect(object('not json')).toBeUndefined();
    expect(object([1])).toBeUndefined();
    expect(texts([1, null, 'b'])).toEqual(['1', 'b']);
  });

  it('hashes the same whatever the order of keys', () => {
    expect(hashOf({ a: 1, b: [{ c: 2, d: undefined }] })).toBe(
      hashOf({ b: [{ c: 2 }], a: 1 }),
    );
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: 2 }));
    expect(derivedId('run', '1')).toMatch(/^[0-9a-f-]{36}$/);
    expect(derivedId('run', '1')).not.toBe(derivedId('run', '2'));
  });

  it('reads times in full, zone or not, and quotes names', () => {
    expect(columnSql('a"b', 'timestamp with time zone')).toMatch(
      /^to_char\("a""b" at time zone 'UTC'/,
    );
    expect(columnSql('a', 'timestamp without time zone')).toMatch(
      /^to_char\("a", /,
    );
    expect(columnSql('a', 'ARRAY')).toBe('"a"::text[]');
  });
});

describe('checkMapping', () => {
  it('takes new names of known tables and columns', () => {
    const mapping = {
      training_jobs: { name: 'jobs', columns: { submitted_by: 'user' } },
    };
    expect(checkMapping(mapping)).toEqual(mapping);
  });

  it.each([
    [{ jobs: {} }, /table jobs; known are dataset_records/],
    [{ training_jobs: { columns: { who: 'x' } } }, /training_jobs\.who; known/],
    [undefined, /not an object; for example/],
  ])('refuses %j and says what is known', (mapping, message) => {
    expect(() => checkMapping(mapping)).toThrow(message);
  });
});
