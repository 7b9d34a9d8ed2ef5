import { ValidationDetail } from './validation';

const NUL = '\u0000';

/**
 * Where a part of a request holds the character U+0000, which PostgreSQL keeps
 * in no text; told as what does not fit, not as a failure of the database.
 */
export function nulDetails(
  place: 'body' | 'query' | 'path',
  value: unknown,
): ValidationDetail[] {
  const found: ValidationDetail[] = [];
  const detail = (loc: (string | number)[]) =>
    found.push({
      type: 'value_error',
      loc: [place, ...loc].map(part =>
        typeof part === 'string' ? part.replaceAll(NUL, '\\u0000') : part,
      ),
      msg: 'Text cannot hold the character U+0000',
      input: null,
    });
  const visit = (part: unknown, loc: (string | number)[]) => {
    if (typeof part === 'string') {
      if (part.includes(NUL)) {
        detail(loc);
      }
    } else if (Array.isArray(part)) {
      part.forEach((item, index) => visit(item, [...loc, index]));
    } else if (typeof part === 'object' && part !== null) {
      for (const [key, item] of Object.entries(part)) {
        if (key.includes(NUL)) {
          detail([...loc, key]);
        }
        visit(item, [...loc, key]);
      }
    }
  };
  visit(value, []);
  return found;
}
