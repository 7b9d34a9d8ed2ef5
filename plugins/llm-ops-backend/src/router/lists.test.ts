import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import express from 'express';
import { listAnswer, listingOf, sendList } from './lists';

/** What a server answers whose only list has these parts. */
async function ask(
  path: string,
  parts: number[][],
  page?: { limit: number; next?: string },
  field?: string,
) {
  async function* chunks() {
    yield* parts;
  }
  const answer = listAnswer(
    { chunks: chunks(), page },
    numbers => numbers.map(n => ({ n })),
    field,
  );
  const app = express().get('/list', (request, response) =>
    sendList(request, response, answer.list!),
  );
  const server = createServer(app).listen(0);
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { headers: response.headers, body: await response.json() };
  } finally {
    server.close();
  }
}

it('joins the parts of a long list to the old answer', async () => {
  const { body, headers } = await ask('/list', [[1, 2], [3], []]);
  expect(body).toEqual({
    status: 'success',
    message: '',
    data: [{ n: 1 }, { n: 2 }, { n: 3 }],
  });
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  expect(headers.get('link')).toBeNull();
});

it('answers an empty list, also inside a field', async () => {
  const { body } = await ask('/list', [[]], undefined, 'jobs');
  expect(body.data).toEqual({ jobs: [] });
});

it('says where the next page is', async () => {
  const { body, headers } = await ask(
    '/list?limit=1&cursor=old&status=x',
    [[1]],
    { limit: 1, next: 'abc' },
    'jobs',
  );
  expect(body.data).toEqual({ jobs: [{ n: 1 }] });
  expect(body.page).toEqual({ limit: 1, next_cursor: 'abc' });
  expect(headers.get('link')).toBe(
    '</list?limit=1&cursor=abc&status=x>; rel="next"',
  );
});

it('reads dates and times as times', () => {
  expect(
    listingOf({
      created_after: '2026-11-24',
      created_before: '2026-11-24T10:00:00+02:00',
    }),
  ).toMatchObject({
    createdAfter: '2026-11-24T00:00:00.000Z',
    createdBefore: '2026-11-24T08:00:00.000Z',
  });
  expect(() => listingOf({ created_after: '2026-11-24T23:59:60Z' })).toThrow(
    'created_after is not a date or a time',
  );
});
