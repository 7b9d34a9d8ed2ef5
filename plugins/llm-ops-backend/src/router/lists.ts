import { once } from 'node:events';
import { Request, Response } from 'express';
import { Listed, Listing, ParameterError } from '../services/listing';
import { OperationAnswer } from './types';

/** A list as it is sent: rows in parts, and the page they are of. */
export interface ListAnswer {
  chunks: AsyncIterable<unknown[]>;
  page?: { limit: number; next?: string };
  /** Field of `data` that holds the rows; `data` is the array when not given. */
  field?: string;
}

/** The parameters that every list understands, of a checked query. */
export function listingOf(query: Record<string, unknown>): Listing {
  return {
    limit: query.limit as number | undefined,
    cursor: query.cursor as string | undefined,
    sort: query.sort as string | undefined,
    q: query.q as string | undefined,
    createdAfter: timeOf(query, 'created_after'),
    createdBefore: timeOf(query, 'created_before'),
  };
}

function timeOf(query: Record<string, unknown>, name: string) {
  const given = query[name];
  if (given === undefined) {
    return undefined;
  }
  const time = new Date(String(given));
  if (Number.isNaN(time.getTime())) {
    throw new ParameterError(name, `${name} is not a date or a time`);
  }
  return time.toISOString();
}

/** The answer of a list route; `present` shows the records of one part. */
export function listAnswer<T>(
  listed: Listed<T>,
  present: (records: T[]) => unknown[] | Promise<unknown[]>,
  field?: string,
): OperationAnswer {
  async function* chunks() {
    for await (const records of listed.chunks) {
      yield await present(records);
    }
  }
  return {
    data: undefined,
    list: { chunks: chunks(), page: listed.page, field },
  };
}

const pageOf = (page: NonNullable<ListAnswer['page']>) => ({
  limit: page.limit,
  next_cursor: page.next ?? null,
});

/**
 * Sends a list part by part, so that a long one never lies in memory whole.
 * The first part is read before anything is sent, so that a failure there
 * still gets its own answer.
 */
export async function sendList(
  request: Request,
  response: Response,
  { chunks, page, field }: ListAnswer,
): Promise<void> {
  const parts = chunks[Symbol.asyncIterator]();
  const first = await parts.next();
  linkNext(request, response, page?.next);
  response.status(200).type('json');
  response.write(
    `{"status":"success","message":"","data":${field ? `{"${field}":` : ''}[`,
  );
  let comma = '';
  for (let part = first; !part.done; part = await parts.next()) {
    const rows = JSON.stringify(part.value).slice(1, -1);
    if (rows) {
      if (!response.write(comma + rows)) {
        await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      comma = ',';
    }
    if (response.destroyed) {
      await parts.return?.();
      return;
    }
  }
  const tail = page ? `,"page":${JSON.stringify(pageOf(page))}` : '';
  response.end(`]${field ? '}' : ''}${tail}}`);
}

/** The same answer as one value. */
export async function wholeList(
  request: Request,
  response: Response,
  { chunks, page, field }: ListAnswer,
): Promise<object> {
  const rows: unknown[] = [];
  for await (const part of chunks) {
    rows.push(...part);
  }
  linkNext(request, response, page?.next);
  return {
    status: 'success',
    message: '',
    data: field ? { [field]: rows } : rows,
    ...(page && { page: pageOf(page) }),
  };
}

/** Says where the next page is. */
function linkNext(request: Request, response: Response, cursor?: string): void {
  if (cursor) {
    const next = new URL(request.originalUrl, 'http://portal');
    next.searchParams.set('cursor', cursor);
    response.set('Link', `<${next.pathname}${next.search}>; rel="next"`);
  }
}
