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
    { field },
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

it('makes a list of the same version once', async () => {
  let made = 0;
  async function* chunks() {
    made += 1;
    yield [1, 2];
    yield [3];
  }
  const app = express().get('/list', (request, response) => {
    const listed = { chunks: chunks(), version: String(request.query.version) };
    const present = (numbers: number[]) => numbers.map(n => ({ n }));
    const answer = listAnswer(listed, present, { plain: true });
    return sendList(request, response, answer.list!);
  });
  const server = createServer(app).listen(0);
  const { port } = server.address() as AddressInfo;
  const read = async (version: string) => {
    const url = `http://127.0.0.1:${port}/list?version=${version}`;
    return (await (await fetch(url)).json()).data;
  };
  try {
    const first = await read('once');
    expect(first).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(await read('once')).toEqual(first);
    expect(made).toBe(1);
    expect(await read('another')).toEqual(first);
    expect(made).toBe(2);
  } finally {
    server.close();
  }
});
