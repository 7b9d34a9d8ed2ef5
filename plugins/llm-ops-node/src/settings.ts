import { Config } from '@backstage/config';

/** Words for a setting that is refused: the key, the reason, an example. */
export function settingError(
  key: string,
  reason: string,
  example: string,
): Error {
  return new Error(`${key}: ${reason}; for example ${example}`);
}

/** Where settings are read from, and how that place is called in full. */
export interface SettingsAt {
  config: Config;
  /** For example `llmOps.mlflow.instances[0]`. */
  key: string;
}

/** A text that must be there. @throws Error with key, reason and example */
export function readText(
  { config, key }: SettingsAt,
  name: string,
  example: string,
): string {
  const value = config.getOptional(name);
  if (typeof value !== 'string' || value === '') {
    throw settingError(
      `${key}.${name}`,
      value === undefined || value === ''
        ? 'it is missing (is its environment variable set?)'
        : 'it is not text',
      `${name}: ${example}`,
    );
  }
  return value;
}

/** An http or https address. @throws Error with key, reason and example */
export function readUrl(at: SettingsAt, name: string, example: string): string {
  const value = readText(at, name, example);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw settingError(
      `${at.key}.${name}`,
      `'${value}' is not an http or https address`,
      `${name}: ${example}`,
    );
  }
  if (url.username || url.password) {
    throw settingError(
      `${at.key}.${name}`,
      'it holds a password in clear',
      `${name}: ${example} with the password in a setting of its own`,
    );
  }
  return value;
}

/** A whole number of at least one. @throws Error with key, reason and example */
export function readCount(
  { config, key }: SettingsAt,
  name: string,
  fallback: number,
): number {
  const value = config.getOptional(name);
  const number = value === undefined ? fallback : Number(value);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw settingError(
      `${key}.${name}`,
      `'${value}' is not a whole number above zero`,
      `${name}: ${fallback}`,
    );
  }
  return number;
}

/** One of a few words. @throws Error with key, reason and example */
export function readChoice<T extends string>(
  { config, key }: SettingsAt,
  name: string,
  choices: readonly T[],
  fallback: T,
): T {
  const value = config.getOptional(name) ?? fallback;
  if (!choices.includes(value as T)) {
    throw settingError(
      `${key}.${name}`,
      `'${value}' is not one of ${choices.join(', ')}`,
      `${name}: ${fallback}`,
    );
  }
  return value as T;
}
