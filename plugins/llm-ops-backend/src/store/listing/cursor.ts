import { ParameterError } from '../../services/listing';

/** Where a page ended: the sorted column's value and the id of its last row. */
export interface Position {
  value: string;
  id: string;
}

/** A cursor for the order it was made with; opaque to clients. */
export function encodeCursor(sort: string, position: Position): string {
  return Buffer.from(
    JSON.stringify([sort, position.value, position.id]),
  ).toString('base64url');
}

/** @throws ParameterError when it is not a cursor of this order */
export function decodeCursor(cursor: string, sort: string): Position {
  const parts = parse(Buffer.from(cursor, 'base64url').toString());
  if (
    !Array.isArray(parts) ||
    parts.length !== 3 ||
    parts.some(part => typeof part !== 'string' || part.includes('\0'))
  ) {
    throw new ParameterError(
      'cursor',
      'cursor is not one that this list gave; send page.next_cursor as it is, or none for the first page',
    );
  }
  const [madeFor, value, id] = parts as string[];
  if (madeFor !== sort) {
    throw new ParameterError(
      'cursor',
      `cursor belongs to sort=${madeFor}; keep the sort of the first page`,
    );
  }
  return { value, id };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
