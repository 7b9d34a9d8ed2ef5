/** A type in the words of `information_schema`. */
export type ColumnType = string;

/** A quoted name. */
export function name(text: string): string {
  return `"${text.replace(/"/g, '""')}"`;
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/**
 * A column as it is read: ids and lists as text, and times in full, which a
 * JavaScript Date would cut to milliseconds. A time without a zone is UTC.
 */
export function columnSql(column: string, type: ColumnType): string {
  const quoted = name(column);
  switch (type) {
    case 'timestamp with time zone':
      return `to_char(${quoted} at time zone 'UTC', ${ISO})`;
    case 'timestamp without time zone':
      return `to_char(${quoted}, ${ISO})`;
    case 'uuid':
    case 'USER-DEFINED':
      return `${quoted}::text`;
    case 'ARRAY':
      return `${quoted}::text[]`;
    case 'bigint':
    case 'numeric':
      return `${quoted}::double precision`;
    default:
      return quoted;
  }
}
