import { ParameterError } from '../listing';

/** A word, a text in quotes, a number or a sign, and where it is. */
export interface Token {
  kind: 'word' | 'text' | 'number' | 'sign' | 'end';
  text: string;
  /** Place in the filter, from 0. */
  at: number;
}

/** Longest filter, in characters. */
const LONGEST = 4_000;

/**
 * One token: a number; a word (letters, digits, `_`, `-`, `/`); a text in
 * double or single quotes, its own quote doubled or after a backslash; a name
 * in backticks; a sign.
 */
const TOKEN =
  /\s*(?:([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w/]))|([A-Za-z_][\w/-]*)|"((?:[^"\\]|\\.|"")*)"|'((?:[^'\\]|\\.|'')*)'|`([^`]*)`|(<=|>=|!=|==|[=<>().,]))/y;

/** Splits a filter into its tokens. @throws ParameterError */
export function tokensOf(text: string): Token[] {
  if (text.length > LONGEST) {
    throw new ParameterError(
      'filter',
      `filter is ${text.length} characters long; at most ${LONGEST} are read`,
    );
  }
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) {
      throw new ParameterError(
        'filter',
        `filter: ${text.slice(at).trim()[0]} at character ${
          at + 1
        } cannot be read; texts stand in quotes, as in tags.team = "vision"`,
      );
    }
    tokens.push({ ...tokenOf(match), at });
    at = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

function tokenOf(match: RegExpExecArray): Pick<Token, 'kind' | 'text'> {
  const [, number, word, double, single, tick, sign] = match;
  if (number !== undefined) {
    return { kind: 'number', text: number };
  }
  if (word !== undefined) {
    return { kind: 'word', text: word };
  }
  const quoted = double ?? single;
  if (quoted !== undefined) {
    const quote = double === undefined ? "'" : '"';
    return {
      kind: 'text',
      text: quoted.replaceAll(quote + quote, quote).replace(/\\(.)/g, '$1'),
    };
  }
  return tick === undefined
    ? { kind: 'sign', text: sign === '==' ? '=' : sign }
    : { kind: 'text', text: tick };
}
