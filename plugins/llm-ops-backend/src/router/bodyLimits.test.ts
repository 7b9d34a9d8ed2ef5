import { isTooDeep, isTooLong } from './bodyLimits';
import { openapi } from '../schema/document';
import { createValidators } from './validation';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const deep = (json: string) => isTooDeep(Buffer.from(json));
const wide = (keys: number) =>
  Object.fromEntries([...Array(keys).keys()].map(n => [`k${n}`, n]));

describe('the limits of JSON bodies', () => {
  it('know what is nested too deeply, however deep', () => {
    expect(deep('{"a": [1, {"b": "text"}]}')).toBe(false);
    expect(deep(nested(100))).toBe(false);
    expect(deep(nested(101))).toBe(true);
    expect(deep(nested(100_000))).toBe(true);
    expect(deep(`[${'[],'.repeat(1_000)}[]]`)).toBe(false);
    expect(deep(JSON.stringify(['\\"', nested(200), '"'.repeat(9)]))).toBe(
      false,
    );
  });

  it('know what is too long to repeat', () => {
    expect(isTooLong('text')).toBe(false);
    expect(isTooLong(wide(999))).toBe(false);
    expect(isTooLong(wide(1_001))).toBe(true);
    expect(isTooLong([wide(600), wide(600)])).toBe(true);
  });

  it('keep the refusal of a huge body short and quick', () => {
    const operation = openapi.paths['/catalog/models'].post;
    const validator = createValidators(openapi)(operation);
    const body = wide(300_000);
    const begun = performance.now();
    const details = validator.body(body);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(details.length).toBeGreaterThan(0);
    expect(JSON.stringify(details).length).toBeLessThan(10_000);
  });
});
