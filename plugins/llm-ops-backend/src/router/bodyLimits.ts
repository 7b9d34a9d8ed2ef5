/** Most levels of a JSON body; code that walks through one recurses. */
export const MAX_DEPTH = 100;
/** Most parts of a value that an answer repeats. */
const MAX_REPEATED = 1_000;

const [QUOTE, BACKSLASH] = [...Buffer.from('"\\')];
const OPENING = [...Buffer.from('[{')];
const CLOSING = [...Buffer.from(']}')];

/** Whether JSON text is nested deeper than {@link MAX_DEPTH}. */
export function isTooDeep(json: Buffer): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (inText) {
      at += byte === BACKSLASH ? 1 : 0;
      inText = byte !== QUOTE;
    } else if (byte === QUOTE) {
      inText = true;
    } else if (OPENING.includes(byte)) {
      depth += 1;
      if (depth > MAX_DEPTH) {
        return true;
      }
    } else if (CLOSING.includes(byte)) {
      depth -= 1;
    }
  }
  return false;
}

/** Whether a value is too long to be repeated to who sent it. */
export function isTooLong(value: unknown): boolean {
  let level = [value];
  for (let seen = 1; level.length > 0; seen += level.length) {
    if (seen > MAX_REPEATED) {
      return true;
    }
    level = level.flatMap(part =>
      part && typeof part === 'object' ? Object.values(part) : [],
    );
  }
  return false;
}
