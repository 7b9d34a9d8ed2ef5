import { kindOf, readTable } from './artifactKinds';

describe('kindOf', () => {
  it('knows what can be shown, and shows nothing else', () => {
    expect(kindOf('a/config.JSON')).toBe('text');
    expect(kindOf('model/MLmodel')).toBe('text');
    expect(kindOf('table.csv')).toBe('table');
    expect(kindOf('confusion.png')).toBe('picture');
    expect(kindOf('model.safetensors')).toBeUndefined();
    expect(kindOf('page.html')).toBeUndefined();
    expect(kindOf('drawing.svg')).toBeUndefined();
  });
});

describe('readTable', () => {
  it('reads quotes, commas and line breaks within cells', () => {
    expect(readTable('a,b\r\n1,"x, ""y""\nz"\r\n2,\r\n')).toEqual({
      columns: ['a', 'b'],
      rows: [
        ['1', 'x, "y"\nz'],
        ['2', ''],
      ],
    });
  });

  it('reads tabs', () => {
    expect(readTable('a\tb\n1\t2').rows).toEqual([['1', '2']]);
  });
});
