import { createHash } from 'node:crypto';
import { Request } from 'express';

/** Headers that stand for files, which are not read before they are used. */
const DECLARED = ['content-length', 'content-digest', 'digest', 'content-md5'];

/** JSON with the fields of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
}

/** What a request asks for, as a hash; files by what their headers declare. */
export function hashOf(request: Request): string {
  const parts = [
    request.path,
    request.query,
    request.is('multipart/*')
      ? DECLARED.map(name => request.headers[name] ?? null)
      : request.body ?? null,
  ];
  return createHash('sha256').update(canonical(parts)).digest('hex');
}
