import { ListCache } from './ListCache';

const parts = (...lengths: number[]) => lengths.map(n => Buffer.alloc(n));

it('keeps the lists asked for last, up to its size', () => {
  const cache = new ListCache(10);
  cache.keep('a', parts(2, 2));
  cache.keep('b', parts(4));
  expect(cache.get('a')).toEqual(parts(2, 2));
  cache.keep('c', parts(4));
  expect(cache.get('b')).toBeUndefined();
  expect(cache.get('a')).toBeDefined();
  expect(cache.get('c')).toBeDefined();
});

it('keeps no list that alone is larger, and loses none for it', () => {
  const cache = new ListCache(10);
  cache.keep('a', parts(4));
  cache.keep('large', parts(6, 6));
  expect(cache.get('large')).toBeUndefined();
  expect(cache.get('a')).toBeDefined();
});
