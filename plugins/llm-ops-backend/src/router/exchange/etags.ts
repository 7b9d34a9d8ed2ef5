import { createHash } from 'node:crypto';

/** Fields that change by themselves, without anybody's change of the record. */
const VOLATILE = new Set(['lastHealthCheck', 'queue', 'stale', 'checked_at']);

/** The entity tag of a record as it is read. */
export function etagOf(data: unknown): string {
  const text = JSON.stringify(data, (name, value) =>
    VOLATILE.has(name) ? undefined : value,
  );
  const hash = createHash('sha256').update(text).digest('base64url');
  return `"${hash.slice(0, 27)}"`;
}

/** Whether a header of entity tags names this one; weak tags are equal for reads only. */
export function namesEtag(
  header: string,
  etag: string,
  compare: 'weak' | 'strong',
): boolean {
  return header.split(',').some(part => {
    const given = part.trim();
    return (
      given === '*' ||
      given === etag ||
      (compare === 'weak' && given === `W/${etag}`)
    );
  });
}
