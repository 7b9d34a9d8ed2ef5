import { readFile } from 'node:fs/promises';

const document = JSON.parse(
  await readFile(
    new URL(
      '../../../plugins/llm-ops-backend/src/schema/openapi.generated.json',
      import.meta.url,
    ),
    'utf8',
  ),
);

/** Numbers below 1 that a seed repeats (Mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const long = 'x'.repeat(10_000);
const deep = (open, close, n) => open.repeat(n) + close.repeat(n);

/** Values that no field is meant to have. */
const VALUES = [
  null,
  true,
  -1,
  1e308,
  '',
  '\u0000',
  '\ud800',
  long,
  '../../etc/passwd',
  "' OR 1=1 --",
  '${jndi:x}',
  [],
  [[[[]]]],
  { __proto__: null, constructor: { prototype: {} } },
  'Infinity',
  '2026-99-99T99:99:99Z',
];
/** Bodies that are no JSON, or none that anybody sends. */
const BODIES = [
  '',
  '{',
  '{"a":',
  '{"a":1}}',
  '{"a":1,}',
  "{'a':1}",
  'null',
  '[]',
  '"text"',
  '1',
  'NaN',
  '{"a":1e999}',
  '{"name":"a","name":"b"}',
  '{"__proto__":{"x":1},"constructor":1}',
  '\ufeff{}',
  deep('[', ']', 10_000),
  deep('{"a":', '}', 10_000),
  Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
  Buffer.from('{"name":"\xc3\x28"}', 'latin1'),
  Buffer.alloc(4_096),
  `{"name":"${'y'.repeat(300_000)}"}`,
  `{${[...Array(20_000).keys()].map(n => `"k${n}":0`).join()}}`,
];
const TYPES = [
  'application/json',
  'application/json; charset=utf-99',
  'application/json; charset=utf-16',
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=x',
  'json',
  ';;;',
];
const SEGMENTS = [
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%ff',
  '%',
  '%u0041',
  '%2e%2e',
  '%20',
  '%F0%9F%98%80',
  "'%20OR%201=1",
  '-1',
  'null',
  'undefined',
  '00000000-0000-4000-8000-000000000000',
  '[object%20Object]',
  'a'.repeat(2_000),
  '__proto__',
];
const QUERIES = [
  'limit=-1',
  'limit=1e9',
  'limit=abc',
  'limit=1&limit=2',
  'limit[]=1',
  'limit[a][b]=1',
  'cursor=%00',
  'cursor=bm90LWEtY3Vyc29y',
  'sort=;drop',
  'created_after=yesterday',
  'status[$ne]=x',
  'q=%ff%fe',
  'q=%25%5C_',
  '__proto__[x]=1',
  '=',
  '&&&',
  `q=${'z'.repeat(6_000)}`,
];
const HEADERS = [
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'br' },
  { 'content-encoding': 'unknown' },
  { prefer: 'handling=;;,' },
  { 'idempotency-key': 'k'.repeat(5_000) },
  { 'idempotency-key': '\u00ff' },
  { 'if-none-match': '"'.repeat(500) },
  { 'x-request-id': '../%0d%0a' },
  { range: 'bytes=9-1' },
  { accept: 'a/b;q=x' },
  { authorization: 'Bearer nothing' },
  { authorization: 'Basic %%%' },
  { expect: '200-ok' },
  { 'x-user-roles': '[,' },
  { 'x-http-method-override': 'DELETE' },
];

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([method]) => /^(get|put|post|patch|delete)$/.test(method))
    .map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
);

const deref = schema =>
  schema?.$ref
    ? deref(
        schema.$ref
          .slice(2)
          .split('/')
          .reduce((part, key) => part[key], document),
      )
    : schema;

/** A body with the right fields, of which some have values that are wrong. */
function wrongFields(operation, pick) {
  const body = operation.requestBody?.content?.['application/json'];
  const names = Object.keys(deref(body?.schema)?.properties ?? { a: 0 });
  return JSON.stringify(
    Object.fromEntries(names.map(name => [name, pick(VALUES)])),
  );
}

/** Requests that are wrong in one or several ways; the same for the same seed. */
export function* malformed(count, seed) {
  const next = random(seed);
  const pick = list => list[Math.floor(next() * list.length)];
  for (let n = 0; n < count; n += 1) {
    const { method, path, operation } = operations[n % operations.length];
    const filled = path.replace(/\{\w+\}/g, () => pick(SEGMENTS));
    const body =
      method === 'GET'
        ? undefined
        : next() < 0.5
        ? wrongFields(operation, pick)
        : pick(BODIES);
    yield {
      method,
      path: next() < 0.5 ? `${filled}?${pick(QUERIES)}` : filled,
      headers: {
        ...(body !== undefined && {
          'content-type': next() < 0.7 ? TYPES[0] : pick(TYPES),
        }),
        ...(next() < 0.3 && pick(HEADERS)),
      },
      body,
    };
  }
}

/** What is no HTTP, or HTTP that two servers would read differently. */
export const RAW = [
  'GET',
  'GET / HTTP/9.9\r\n\r\n',
  'GET /llm-ops/v1/health HTTP/1.1\r\n\r\n',
  'GET /llm-ops/v1/health HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n',
  `GET /llm-ops/v1/health HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(
    70_000,
  )}\r\n\r\n`,
  'POST /llm-ops/v1/catalog/models HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
  'POST /llm-ops/v1/catalog/models HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\nabcd',
  'POST /llm-ops/v1/catalog/models HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\nzz\r\n',
  'POST /llm-ops/v1/catalog/models HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n',
  '\u0000\u0001\u0002\r\n\r\n',
  'GET http:// HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET /llm-ops/v1/\u0000 HTTP/1.1\r\nHost: a\r\n\r\n',
];
