import { posix } from 'node:path';
import { InputError } from '@backstage/errors';
import { MetricEntry, MetricValue } from '@llm-ops/plugin-llm-ops-node';

/** Limits of MLflow 3.17 (mlflow/utils/validation.py). */
const MOST_KEY = 250;
const MOST_PARAM = 6_000;
const MOST_TAG = 8_000;

export type Json = Record<string, unknown>;

const WORDS = ['NaN', 'Infinity', '-Infinity'];

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(path: string, value: unknown, why: string): InputError {
  const shown = String(JSON.stringify(value)).slice(0, 300);
  return new InputError(
    `Invalid value ${shown} for parameter '${path}' supplied: ${why}`,
  );
}

function missing(path: string): InputError {
  return new InputError(`Missing value for required parameter '${path}'`);
}

function tooLong(path: string, limit: number): InputError {
  return new InputError(
    `'${path}' exceeds the maximum length of ${limit} characters`,
  );
}

/** A text that must be there. */
export function text(value: unknown, path: string): string {
  if (value === undefined || value === null || value === '') {
    throw missing(path);
  }
  if (typeof value !== 'string') {
    throw invalid(path, value, 'it must be text');
  }
  return value;
}

export function optionalText(value: unknown, path: string): string | undefined {
  return value === undefined || value === null || value === ''
    ? undefined
    : text(value, path);
}

/** A text of at most `limit` characters that may be empty or missing. */
export function shortText(
  value: unknown,
  path: string,
  limit: number,
): string | undefined {
  const given = optionalText(value, path);
  if (given !== undefined && given.length > limit) {
    throw tooLong(path, limit);
  }
  return given;
}

/** A list that may be missing. */
export function list(value: unknown, path: string): Json[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value) || !value.every(isJson)) {
    throw invalid(path, value, 'it must be a list of objects');
  }
  return value;
}

/** A key as MLflow takes it: it must be usable as the path of a file. */
export function key(value: unknown, path: string): string {
  const name = text(value, path);
  if (!/^[/\p{L}\p{N}_.\- :]*$/u.test(name)) {
    throw invalid(
      path,
      name,
      'only letters, digits, and the characters _ - . : / and space are allowed',
    );
  }
  const normal = posix.normalize(name);
  if (normal !== name || normal === '.' || /^(\.\.|\/)/.test(normal)) {
    throw invalid(path, name, `as a path it would be '${normal}'`);
  }
  if (name.length > MOST_KEY) {
    throw tooLong(path, MOST_KEY);
  }
  return name;
}

/** A 64-bit integer, which JSON may write as text. */
export function integer(value: unknown, path: string): number {
  const number = typeof value === 'string' && value ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw invalid(path, value, 'it must be an integer');
  }
  return number;
}

function metricValue(value: unknown, path: string): MetricValue {
  if (value === undefined || value === null) {
    throw missing(path);
  }
  if (WORDS.includes(value as string)) {
    return value as MetricValue;
  }
  const number =
    typeof value === 'string' && value.trim() ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) {
    throw invalid(path, value, 'it must be a 64-bit floating point number');
  }
  return Number.isFinite(number)
    ? number
    : (String(number) as 'Infinity' | '-Infinity');
}

/** A point of a metric. */
export function metric(raw: Json, path = ''): MetricEntry {
  const timestamp = raw.timestamp ?? undefined;
  if (timestamp === undefined) {
    throw missing(`${path}timestamp`);
  }
  const time = integer(timestamp, `${path}timestamp`);
  if (time < 0) {
    throw invalid(`${path}timestamp`, time, 'it must not be negative');
  }
  return {
    kind: 'metric',
    key: key(raw.key, `${path}key`),
    value: metricValue(raw.value, `${path}value`),
    timestamp: time,
    step: integer(raw.step ?? 0, `${path}step`),
    modelId: optionalText(raw.model_id, `${path}model_id`),
    datasetName: optionalText(raw.dataset_name, `${path}dataset_name`),
    datasetDigest: optionalText(raw.dataset_digest, `${path}dataset_digest`),
  };
}

/** A key with a text, which is cut to the length MLflow keeps. */
function pair(raw: Json, path: string, limit: number) {
  const value = raw.value ?? '';
  if (typeof value !== 'string') {
    throw invalid(`${path}value`, value, 'it must be text');
  }
  return { key: key(raw.key, `${path}key`), value: value.slice(0, limit) };
}

export const param = (raw: Json, path = '') => ({
  kind: 'param' as const,
  ...pair(raw, path, MOST_PARAM),
});

export const tag = (raw: Json, path = '') => ({
  kind: 'tag' as const,
  ...pair(raw, path, MOST_TAG),
});

/** A list of keys with texts as one object. */
export function pairs(value: unknown, path: string): Record<string, string> {
  return Object.fromEntries(
    list(value, path).map((raw, index) => {
      const one = pair(raw, `${path}[${index}].`, MOST_TAG);
      return [one.key, one.value];
    }),
  );
}
