import { InputError } from '@backstage/errors';
import { ColumnSchema, SchemaChange } from '@llm-ops/plugin-llm-ops-node';

/** A name as SQL takes it. */
export const name = (value: string) => `"${value.replace(/"/g, '""')}"`;

/** A text as SQL takes it. */
export const text = (value: string) => `'${value.replace(/'/g, "''")}'`;

/** Reader of a file, strict: a broken row is an error, not a gap. */
export function readerOf(path: string): string {
  const file = text(path);
  if (/\.jsonl$/i.test(path)) {
    return `read_json(${file}, format = 'newline_delimited', sample_size = -1, union_by_name = true)`;
  }
  if (/\.csv$/i.test(path)) {
    return `read_csv(${file}, header = true, sample_size = -1, strict_mode = true)`;
  }
  if (/\.parquet$/i.test(path)) {
    return `read_parquet(${file})`;
  }
  throw new InputError(`${path.split('/').pop()} is not CSV, JSONL or Parquet`);
}

/** Words of DuckDB about a broken file, with the file's own name and line. */
export function describeBrokenFile(file: string, error: Error): InputError {
  const line =
    /line (\d+)/i.exec(error.message)?.[1] ??
    /CSV Error on Line: (\d+)/i.exec(error.message)?.[1];
  const [first] = error.message.split('\n');
  const reason = first
    .replace(/(in|of) file "[^"]*",?/g, '')
    .replace(/^(Invalid Input|IO|Conversion) Error: /, '')
    .trim();
  return new InputError(
    `${file}${
      line ? `, line ${line}` : ''
    }: ${reason}. Nothing was stored; mend the file and upload it again`,
  );
}

/** What differs between two schemas. */
export function compareSchemas(
  before: ColumnSchema[],
  after: ColumnSchema[],
): SchemaChange[] {
  const old = new Map(before.map(column => [column.name, column.type]));
  const current = new Map(after.map(column => [column.name, column.type]));
  return [
    ...after
      .filter(column => !old.has(column.name))
      .map(column => ({
        kind: 'added' as const,
        column: column.name,
        after: column.type,
      })),
    ...before
      .filter(column => !current.has(column.name))
      .map(column => ({
        kind: 'removed' as const,
        column: column.name,
        before: column.type,
      })),
    ...after
      .filter(
        column => old.has(column.name) && old.get(column.name) !== column.type,
      )
      .map(column => ({
        kind: 'type_changed' as const,
        column: column.name,
        before: old.get(column.name),
        after: column.type,
      })),
  ];
}
