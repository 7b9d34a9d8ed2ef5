import { cellOf, oldTypeName } from './previewTypes';

describe('names of types in a preview', () => {
  it.each([
    ['BIGINT', 'int64', 'int'],
    ['INTEGER', 'int64', 'int'],
    ['DOUBLE', 'float64', 'float'],
    ['DECIMAL(18,3)', 'float64', 'float'],
    ['BOOLEAN', 'bool', 'bool'],
    ['VARCHAR', 'object', 'str'],
    ['TIMESTAMP', 'datetime64[ns]', 'str'],
    ['STRUCT(a INTEGER)[]', 'object', 'list'],
    ['STRUCT(a INTEGER)', 'object', 'dict'],
  ])('%s is %s of pandas and %s of Python', (type, pandas, python) => {
    expect(oldTypeName(type, 'csv')).toBe(pandas);
    expect(oldTypeName(type, 'parquet')).toBe(pandas);
    expect(oldTypeName(type, 'jsonl')).toBe(python);
  });

  it('gives whole numbers as numbers, but for those JSON would round', () => {
    expect(cellOf('42', 'BIGINT')).toBe(42);
    expect(cellOf('9007199254740993', 'BIGINT')).toBe('9007199254740993');
    expect(cellOf('42', 'VARCHAR')).toBe('42');
  });
});
