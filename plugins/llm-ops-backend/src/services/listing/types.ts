/** How a caller wants a list: which part, in which order, which records. */
export interface Listing {
  /** Records of one page; every record when not given. */
  limit?: number;
  /** What `page.next_cursor` of the page before said. */
  cursor?: string;
  /** Name of a column, descending with a minus before it. */
  sort?: string;
  /** Text that one of the searched columns holds, in any case. */
  q?: string;
  /** ISO time; records made then or later. */
  createdAfter?: string;
  /** ISO time; records made before it. */
  createdBefore?: string;
}

/** One page of a list. */
export interface Page<T> {
  records: T[];
  /** Cursor of the page after; undefined on the last. */
  next?: string;
}

/** A list as it is read: in parts, so that it never lies in memory whole. */
export interface Listed<T> {
  chunks: AsyncIterable<T[]>;
  /** Said when a page was asked for. */
  page?: { limit: number; next?: string };
  /**
   * Text that is the same as long as the whole list is, row by row; undefined
   * where the database cannot tell.
   */
  version?: string;
}
