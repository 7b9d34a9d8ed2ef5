import { checkName } from './multipart';

describe('checkName', () => {
  it.each(['config.json', 'sub/w.bin', 'a b (1).txt', '50%.txt', 'ü/名.md'])(
    'keeps %s',
    name => expect(checkName(name)).toBe(name),
  );

  it.each([
    '../w.bin',
    'a/../../w.bin',
    '/etc/w.bin',
    'a//w.bin',
    './w.bin',
    '..\\w.bin',
    '%2e%2e/w.bin',
    '..%2fw.bin',
    '%252e%252e%252fw.bin',
    '%5c..%5cw.bin',
    '\uff0e\uff0e\uff0fw.bin',
    'a%00.bin',
    'a\u0000.bin',
    '',
  ])('refuses %j', name =>
    expect(() => checkName(name)).toThrow(/not an allowed file name/),
  );
});
