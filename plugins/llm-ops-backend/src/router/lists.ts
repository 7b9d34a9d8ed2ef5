import { Request, Response } from 'express';
import { Listed, Listing, ParameterError } from '../services/listing';
import { drained } from './drained';
import { ListCache } from './ListCache';
import { OperationAnswer } from './types';

/** Bytes of whole lists that are kept as they were sent. */
const KEPT_BYTES = 48 * 1024 * 1024;
const sent = new ListCache(KEPT_BYTES);

/** A list as it is sent: rows in parts, and the page they are of. */
export interface ListAnswer {
  chunks: AsyncIterable<unknown[]>;
  /** Two answers with the same version have the same rows. */
  version?: string;
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

/**
 * The answer of a list route; `present` shows the records of one part.
 *
 * @param shape - `field`: as of {@link ListAnswer}; `plain`: what is shown of a
 *   record depends on nothing else, so that the list can be sent again as it is
 */
export function listAnswer<T>(
  listed: Listed<T>,
  present: (records: T[]) => unknown[] | Promise<unknown[]>,
  { field, plain }: { field?: string; plain?: boolean } = {},
): OperationAnswer {
  async function* chunks() {
    for await (const records of listed.chunks) {
      yield await present(records);
    }
  }
  return {
    data: undefined,
    list: {
      chunks: chunks(),
      page: listed.page,
      field,
      version: plain ? listed.version : undefined,
    },
  };
}

const pageOf = (page: NonNullable<ListAnswer['page']>) => ({
  limit: page.limit,
  next_cursor: page.next ?? null,
});

/** The rows of each part as JSON without brackets; empty parts are left out. */
async function* texts({
  chunks,
}: Pick<ListAnswer, 'chunks'>): AsyncGenerator<Buffer> {
  for await (const part of chunks) {
    const rows = Buffer.from(JSON.stringify(part).slice(1, -1));
    if (rows.length > 0) {
      yield rows;
    }
  }
}

/**
 * Sends a list part by part, so that a long one never lies in memory whole.
 * The first part is read before anything is sent, so that a failure there
 * still gets its own answer.
 */
export async function sendList(
  request: Request,
  response: Response,
  answer: ListAnswer,
): Promise<void> {
  const { page, field, version } = answer;
  const parts =
    version === undefined
      ? texts(answer)
      : sent.read(version, () => texts(answer));
  const first = await parts.next();
  linkNext(request, response, page?.next);
  response.status(200).type('json');
  response.write(
    `{"status":"success","message":"","data":${field ? `{"${field}":` : ''}[`,
  );
  let comma = '';
  for (let part = first; !part.done; part = await parts.next()) {
    response.write(comma);
    if (!response.write(part.value)) {
      await drained(response);
    }
    comma = ',';
    if (response.destroyed) {
      await parts.return(undefined);
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
