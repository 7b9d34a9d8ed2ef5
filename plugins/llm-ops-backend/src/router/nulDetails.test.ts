import { nulDetails } from './nulDetails';

describe('the character U+0000', () => {
  it('is found in values and in names, at any depth', () => {
    expect(
      nulDetails('body', {
        name: 'a\0b',
        metadata: { list: ['fine', { deep: '\0' }], 'k\0': 1 },
        count: 3,
        none: null,
      }).map(({ loc, msg }) => [loc, msg]),
    ).toEqual([
      [['body', 'name'], 'Text cannot hold the character U+0000'],
      [
        ['body', 'metadata', 'list', 1, 'deep'],
        'Text cannot hold the character U+0000',
      ],
      [
        ['body', 'metadata', 'k\\u0000'],
        'Text cannot hold the character U+0000',
      ],
    ]);
  });

  it('is not found where it is not', () => {
    expect(nulDetails('query', { q: 'text', tags: ['a', 'b'] })).toEqual([]);
    expect(nulDetails('body', undefined)).toEqual([]);
  });
});
