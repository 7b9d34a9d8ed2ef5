import Ajv2020, { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { looksSecret, MASK, maskSecrets } from '../secrets/looksSecret';
import { OpenApiDocument, OpenApiOperation } from '../schema/types';
import { isTooLong } from './bodyLimits';

/** Most faults that one answer lists. */
const MAX_DETAILS = 100;
/** Stands for a value that is too long to be repeated. */
const TOO_LONG = '(too long to be repeated)';

/** One entry of the 422 answer, in the shape FastAPI gives it. */
export interface ValidationDetail {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
}

type Place = 'body' | 'query' | 'path';

/** Checks the parts of a request; each check lists what is wrong. */
export interface RequestValidator {
  path(values: Record<string, unknown>): ValidationDetail[];
  query(values: Record<string, unknown>): ValidationDetail[];
  /** Converts numbers given as text in place, like the old platform did. */
  body(value: unknown): ValidationDetail[];
}

const WORDS: Record<string, (error: ErrorObject) => [string, string]> = {
  required: () => ['missing', 'Field required'],
  type: e => [
    `${e.params.type}_type`,
    `Input should be a valid ${e.params.type}`,
  ],
  enum: e => [
    'literal_error',
    `Input should be ${e.params.allowedValues
      .map((v: unknown) => `'${v}'`)
      .join(' or ')}`,
  ],
  pattern: e => [
    'string_pattern_mismatch',
    `String should match pattern '${e.params.pattern}'`,
  ],
  minimum: e => [
    'greater_than_equal',
    `Input should be greater than or equal to ${e.params.limit}`,
  ],
  maximum: e => [
    'less_than_equal',
    `Input should be less than or equal to ${e.params.limit}`,
  ],
};

/** Leaves out errors of branches of an anyOf; the anyOf itself says enough. */
function withoutBranches(errors: ErrorObject[]): ErrorObject[] {
  const anyOfs = new Map<string, string[]>();
  for (const { keyword, instancePath, schemaPath } of errors) {
    if (keyword === 'anyOf') {
      const known = anyOfs.get(instancePath) ?? [];
      anyOfs.set(instancePath, [...known, `${schemaPath}/`]);
    }
  }
  return errors.filter(
    ({ instancePath, schemaPath }) =>
      !anyOfs.get(instancePath)?.some(path => schemaPath.startsWith(path)),
  );
}

function toDetails(place: Place, errors: ErrorObject[]): ValidationDetail[] {
  const repeated = new Map<unknown, unknown>();
  const repeat = (data: unknown) => {
    if (!repeated.has(data)) {
      const [shown] = isTooLong(data) ? [TOO_LONG] : maskSecrets([data]);
      repeated.set(data, shown);
    }
    return repeated.get(data);
  };
  return withoutBranches(errors)
    .slice(0, MAX_DETAILS)
    .map(error => {
      const [type, msg] = WORDS[error.keyword]?.(error) ?? [
        'value_error',
        error.message ?? 'Value is not allowed',
      ];
      const loc: (string | number)[] = [
        place,
        ...error.instancePath.split('/').slice(1).map(unescape),
      ];
      if (error.keyword === 'required') {
        loc.push(error.params.missingProperty);
      }
      const input = isSecretAt(loc) ? MASK : repeat(error.data);
      return { type, loc, msg, input };
    });
}

/** Whether the value of a field must not be repeated in an answer. */
function isSecretAt(loc: (string | number)[]): boolean {
  return loc.some(part => looksSecret(String(part), 'a value'));
}

function unescape(part: string): string | number {
  const text = part.replace(/~1/g, '/').replace(/~0/g, '~');
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** Turns text into the number or boolean that was asked for. */
function coerce(root: unknown, errors: ErrorObject[]): boolean {
  let changed = false;
  for (const error of errors.filter(e => e.keyword === 'type')) {
    const keys = error.instancePath.split('/').slice(1).map(unescape);
    const last = keys.pop();
    let holder = root as Record<string | number, unknown>;
    for (const key of keys) {
      holder = holder[key] as Record<string | number, unknown>;
    }
    const given = last === undefined ? undefined : holder[last];
    if (typeof given !== 'string' || last === undefined) {
      continue;
    }
    const { type } = error.params;
    if (
      (type === 'number' || type === 'integer') &&
      given.trim() !== '' &&
      !Number.isNaN(Number(given))
    ) {
      holder[last] = Number(given);
      changed = true;
    }
    if (type === 'boolean' && /^(true|false|1|0|yes|no|on|off)$/i.test(given)) {
      holder[last] = /^(true|1|yes|on)$/i.test(given);
      changed = true;
    }
  }
  return changed;
}

/** Compiles the checks of every operation of the document. */
export function createValidators(document: OpenApiDocument) {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    useDefaults: true,
    verbose: true,
  });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: 'openapi' } as object);
  const resolve = (schema: object): ValidateFunction =>
    ajv.compile(
      JSON.parse(
        JSON.stringify(schema).replace(
          /"#\/components\//g,
          '"openapi#/components/',
        ),
      ),
    );

  const check = (validate: ValidateFunction, place: Place, value: unknown) => {
    for (let tries = 0; tries < 8; tries += 1) {
      if (validate(value)) {
        return [];
      }
      if (place === 'path' || !coerce(value, validate.errors ?? [])) {
        break;
      }
    }
    return toDetails(place, validate.errors ?? []);
  };

  return function validatorOf(operation: OpenApiOperation): RequestValidator {
    const objectOf = (where: 'path' | 'query') => {
      const parameters = (operation.parameters ?? []).filter(
        p => p.in === where,
      );
      return resolve({
        type: 'object',
        properties: Object.fromEntries(parameters.map(p => [p.name, p.schema])),
        required: parameters.filter(p => p.required).map(p => p.name),
      });
    };
    const path = objectOf('path');
    const query = objectOf('query');
    const schema = operation.requestBody?.content['application/json']?.schema;
    const body = schema && resolve(schema);
    return {
      path: values => check(path, 'path', values),
      query: values => check(query, 'query', values),
      body: value => (body ? check(body, 'body', value) : []),
    };
  };
}
