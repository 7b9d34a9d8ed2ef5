/** Families of the tool's types. */
const WHOLE = /^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER)/;
const REAL = /^(DOUBLE|FLOAT|DECIMAL|REAL)/;

function familyOf(type: string): string {
  if (WHOLE.test(type)) {
    return 'whole';
  }
  if (REAL.test(type)) {
    return 'real';
  }
  if (/\[\d*\]$/.test(type)) {
    return 'list';
  }
  return (
    [
      ['BOOLEAN', 'truth'],
      ['STRUCT', 'object'],
      ['MAP', 'object'],
      ['TIMESTAMP', 'time'],
    ].find(([start]) => type.startsWith(start))?.[1] ?? 'text'
  );
}

/** Names of pandas, which the old platform gave for CSV and Parquet. */
const PANDAS: Record<string, string> = {
  whole: 'int64',
  real: 'float64',
  truth: 'bool',
  time: 'datetime64[ns]',
};
/** Names of Python, which it gave for JSONL. */
const PYTHON: Record<string, string> = {
  whole: 'int',
  real: 'float',
  truth: 'bool',
  list: 'list',
  object: 'dict',
};

/** A column's type in the words clients of the old platform know. */
export function oldTypeName(type: string, format: string): string {
  const family = familyOf(type);
  return format === 'jsonl'
    ? PYTHON[family] ?? 'str'
    : PANDAS[family] ?? 'object';
}

/** A cell as JSON has it; the tool gives wide numbers as text. */
export function cellOf(value: unknown, type: string): unknown {
  const number = ['whole', 'real'].includes(familyOf(type));
  return number &&
    typeof value === 'string' &&
    Number.isSafeInteger(Math.trunc(Number(value)))
    ? Number(value)
    : value;
}
