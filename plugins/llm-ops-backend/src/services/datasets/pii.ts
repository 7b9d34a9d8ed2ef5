/**
 * Personal data that is looked for. E-mail, SSN and telephone are the old
 * platform's; cards must pass Luhn's check, and addresses be public ones.
 */
const KINDS: {
  type: string;
  pattern: RegExp;
  holds?: (match: string) => boolean;
}[] = [
  { type: 'email', pattern: /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g },
  { type: 'ssn', pattern: /\b\d{3}-\d{2}-\d{4}\b/g },
  {
    type: 'phone',
    pattern: /(?<![\d-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\d-])/g,
  },
  {
    type: 'credit_card',
    pattern:
      /(?<![\d.-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6011|65\d{2}|3[47]\d{2})(?:[ -]?\d){11,12}(?![\d.-])/g,
    holds: passesLuhn,
  },
  {
    type: 'ip_address',
    pattern: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
    holds: isPublicAddress,
  },
];

/** Kinds of personal data in a text. */
export function findPii(text: string): string[] {
  const digits = /\d/.test(text);
  if (!digits && !text.includes('@')) {
    return [];
  }
  return KINDS.filter(
    ({ type, pattern, holds = () => true }) =>
      (type === 'email' ? text.includes('@') : digits) &&
      (text.match(pattern) ?? []).some(match => holds(match)),
  ).map(({ type }) => type);
}

/** Kinds of personal data in a cell, however deep, and where in it. */
export function* findPiiIn(
  value: unknown,
  place: string,
): Generator<{ place: string; type: string }> {
  if (typeof value === 'string' || typeof value === 'number') {
    for (const type of findPii(String(value))) {
      yield { place, type };
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* findPiiIn(item, `${place}[${index}]`);
    }
  } else if (value && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      yield* findPiiIn(item, `${place}.${key}`);
    }
  }
}

/** ISO/IEC 7812-1 Annex B. */
function passesLuhn(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number);
  const length = /^3[47]/.test(text) ? 15 : 16;
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits.length === length && sum % 10 === 0;
}

/** Not one of a private, local or documentation network (RFC 6890). */
function isPublicAddress(text: string): boolean {
  const [a, b, c, d] = text.split('.').map(Number);
  return (
    [a, b, c, d].every(part => part <= 255) &&
    a >= 11 &&
    a < 224 &&
    a !== 127 &&
    !(a === 169 && b === 254) &&
    !(a === 172 && b >= 16 && b < 32) &&
    !(a === 192 && (b === 168 || b === 0)) &&
    !(a === 198 && (b === 18 || b === 19 || b === 51)) &&
    !(a === 203 && b === 0)
  );
}
