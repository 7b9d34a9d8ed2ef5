import { withMetadata } from './card';

describe('withMetadata', () => {
  it('adds to the front matter a card has, and keeps its text', () => {
    expect(
      withMetadata('---\nlicense: mit\n---\n# Card\n', { tags: ['a', 'b'] }),
    ).toBe('---\nlicense: mit\ntags:\n  - a\n  - b\n---\n# Card\n');
  });

  it('makes front matter for a card without', () => {
    expect(withMetadata('# Card\n', { license: 'apache-2.0' })).toBe(
      '---\nlicense: apache-2.0\n---\n# Card\n',
    );
  });
});
