import { ParameterError } from '../listing';
import { Token, tokensOf } from './tokens';
import { ATTRIBUTES, Comparison, Expression, Field } from './types';

/** Deepest nesting of parentheses and NOT. */
const DEEPEST = 50;
const KINDS: Record<string, 'param' | 'metric' | 'tag'> = {
  params: 'param',
  param: 'param',
  parameters: 'param',
  metrics: 'metric',
  metric: 'metric',
  tags: 'tag',
  tag: 'tag',
};

class Parser {
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  parse(): Expression {
    const all = this.#any();
    if (this.#next().kind !== 'end') {
      this.#fail('AND, OR or the end');
    }
    return all;
  }

  #any(): Expression {
    const parts = [this.#all()];
    while (this.#take('word', 'OR')) {
      parts.push(this.#all());
    }
    return parts.length === 1 ? parts[0] : { any: parts };
  }

  #all(): Expression {
    const parts = [this.#one()];
    while (this.#take('word', 'AND')) {
      parts.push(this.#one());
    }
    return parts.length === 1 ? parts[0] : { all: parts };
  }

  #one(): Expression {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      throw new ParameterError('filter', 'filter is nested too deeply');
    }
    const expression = this.#inner();
    this.#depth -= 1;
    return expression;
  }

  #inner(): Expression {
    if (this.#take('word', 'NOT')) {
      return { not: this.#one() };
    }
    if (this.#take('sign', '(')) {
      const inner = this.#any();
      this.#expect('sign', ')', 'a closing parenthesis');
      return inner;
    }
    return this.#condition();
  }

  #condition(): Expression {
    const field = this.#field();
    const { kind, text } = this.#next();
    const sign = text.toUpperCase();
    if (kind === 'word' && (sign === 'IN' || sign === 'NOT')) {
      this.#at += 1;
      const negated = sign === 'NOT';
      if (negated) {
        this.#expect('word', 'IN', 'IN');
      }
      const within = { field, within: this.#list() };
      return negated ? { not: within } : within;
    }
    const signs = ['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'ILIKE'];
    if (!signs.includes(sign)) {
      this.#fail('one of =, !=, <, <=, >, >=, LIKE, ILIKE, IN');
    }
    this.#at += 1;
    return { field, compare: sign as Comparison, value: this.#value() };
  }

  #field(): Field {
    const { kind, text } = this.#next();
    if (kind !== 'word') {
      this.#fail('what to compare, e.g. metrics.loss or status');
    }
    this.#at += 1;
    const of = KINDS[text.toLowerCase()];
    if (of) {
      this.#expect('sign', '.', `a dot and the name, e.g. ${text}.loss`);
      const name = this.#next();
      if (name.kind !== 'word' && name.kind !== 'text') {
        this.#fail('a name');
      }
      this.#at += 1;
      return { of, name: name.text };
    }
    let name = text;
    if (/^attributes?$/i.test(text) && this.#take('sign', '.')) {
      name = this.#next().text;
      this.#at += 1;
    }
    const known = ATTRIBUTES.find(own => own === name.toLowerCase());
    if (!known) {
      throw new ParameterError(
        'filter',
        `filter: there is no ${name} to compare; use metrics.<name>, params.<name>, tags.<name> or one of ${ATTRIBUTES.join(
          ', ',
        )}`,
      );
    }
    return { of: 'attribute', name: known };
  }

  #list(): (string | number)[] {
    this.#expect('sign', '(', 'a list in parentheses');
    const values = [this.#value()];
    while (this.#take('sign', ',')) {
      values.push(this.#value());
    }
    this.#expect('sign', ')', 'a comma or a closing parenthesis');
    return values;
  }

  #value(): string | number {
    const { kind, text } = this.#next();
    if (kind !== 'text' && kind !== 'number') {
      this.#fail('a number, or a text in quotes');
    }
    this.#at += 1;
    return kind === 'number' ? Number(text) : text;
  }

  #next(): Token {
    return this.#tokens[this.#at];
  }

  #take(kind: Token['kind'], text: string): boolean {
    const next = this.#next();
    const same = next.kind === kind && next.text.toUpperCase() === text;
    this.#at += same ? 1 : 0;
    return same;
  }

  #expect(kind: Token['kind'], text: string, words: string): void {
    if (!this.#take(kind, text)) {
      this.#fail(words);
    }
  }

  #fail(expected: string): never {
    const { kind, text, at } = this.#next();
    const found = kind === 'end' ? 'it ends' : `there is ${text}`;
    throw new ParameterError(
      'filter',
      `filter: ${found} at character ${at + 1}, where ${expected} is expected`,
    );
  }
}

/**
 * Reads a filter of runs: conditions like `metrics.loss < 0.5`,
 * `params.lr = "0.1"`, `tags."my tag" ILIKE "%a%"`, `status IN ("failed",
 * "killed")`, joined by AND, OR, NOT and parentheses. It is MLflow's language
 * with OR, NOT and the attributes of jobs added.
 * @throws ParameterError that says where and what is wrong
 */
export function parseFilter(text: string): Expression {
  return new Parser(text).parse();
}
