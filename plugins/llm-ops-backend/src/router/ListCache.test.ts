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

describe('a list that is read', () => {
  const collected = async (reading: AsyncGenerator<Buffer>) => {
    const lengths: number[] = [];
    for await (const { length } of reading) {
      lengths.push(length);
    }
    return lengths;
  };

  it('is made once for all who ask meanwhile, and again for the next version', async () => {
    const cache = new ListCache(10);
    let made = 0;
    async function* make() {
      made += 1;
      yield* parts(2, 3);
    }
    const asked = [1, 2, 3].map(() => collected(cache.read('v1', make)));
    expect(await Promise.all(asked)).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
    ]);
    expect(made).toBe(1);
    await collected(cache.read('v2', make));
    expect(made).toBe(2);
  });

  it('is sent as it is made when it is too large to keep', async () => {
    const cache = new ListCache(10);
    let made = 0;
    async function* make() {
      for (const part of parts(6, 6, 6)) {
        made += 1;
        yield part;
      }
    }
    const large = cache.read('v1', make);
    await large.next();
    expect(made).toBe(2);
    expect(await collected(large)).toEqual([6, 6]);
    expect(cache.get('v1')).toBeUndefined();
  });

  it('is made again when that failed', async () => {
    const cache = new ListCache(10);
    const fail = async function* fail(): AsyncGenerator<Buffer> {
      throw new Error('no database');
    };
    const first = collected(cache.read('v1', fail));
    const second = collected(
      cache.read('v1', async function* make() {
        yield* parts(1);
      }),
    );
    await expect(first).rejects.toThrow('no database');
    expect(await second).toEqual([1]);
  });
});
