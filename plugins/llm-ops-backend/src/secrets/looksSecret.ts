/** What is shown instead of a secret. */
export const MASK = '***';

/** Words that make a key's value secret, wherever they stand in it. */
const SECRET_WORDS = new Set([
  'apikey',
  'apikeys',
  'authorization',
  'bearer',
  'credential',
  'credentials',
  'passphrase',
  'passwd',
  'password',
  'passwords',
  'pwd',
  'secret',
  'secrets',
]);
/** Words before `key` or `token(s)` that make the pair a secret. */
const BEFORE_KEY =
  /(^|_)(api|access|account|auth|private|shared|signing)_keys?(_|$)/;
const BEFORE_TOKENS = /(^|_)(api|access|auth|hf|hub)_?tokens?(_|$)/;
/** Tokens of a tokenizer, which are no secrets. */
const VOCABULARY =
  /(^|_)(additional_special|begin|bos|cls|decoder_start|end|eos|eot|fim|image|mask|pad|sep|start|stop|unk)_token$/;
/** Values that are credentials whatever their key is. */
const SECRET_VALUES =
  /^(sk-|hf_|ghp_|github_pat_|glpat-|xox[abp]-|AKIA[A-Z0-9]{12}|Bearer\s|Basic\s|eyJ[\w-]+\.eyJ)|^-----BEGIN [A-Z ]*PRIVATE KEY|^\w+:\/\/[^/\s:@]+:[^/\s@]+@/;

/** `hfAccessToken` and `HF-access-token` as `hf_access_token`. */
function words(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}

/** Whether a value must be kept from everybody, by its key or its shape. */
export function looksSecret(key: string, value: unknown): boolean {
  if (value === null || value === undefined || value === '') {
    return false;
  }
  if (typeof value === 'object' && ('$sealed' in value || '$env' in value)) {
    return true;
  }
  const text = words(key);
  return (
    text.split('_').some(word => SECRET_WORDS.has(word)) ||
    BEFORE_KEY.test(text) ||
    BEFORE_TOKENS.test(text) ||
    (/(^|_)token$/.test(text) && !VOCABULARY.test(text)) ||
    (typeof value === 'string' && SECRET_VALUES.test(value))
  );
}

/** A copy in which every secret, however deep, is what `replace` makes of it. */
export function mapSecrets<T>(
  value: T,
  replace: (secret: unknown, key: string) => unknown,
): T {
  if (Array.isArray(value)) {
    return value.map(item =>
      looksSecret('', item) ? replace(item, '') : mapSecrets(item, replace),
    ) as T;
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        looksSecret(key, item)
          ? replace(item, key)
          : mapSecrets(item as unknown, replace),
      ]),
    ) as T;
  }
  return value;
}

/** A copy that may be shown: every secret is `***`. */
export function maskSecrets<T>(value: T): T {
  return mapSecrets(value, () => MASK);
}

/** Path of the first secret in a value, e.g. `hyperparameters.hf_token`. */
export function findSecret(value: unknown, path = ''): string | undefined {
  if (!value || typeof value !== 'object') {
    return undefined;
  }
  for (const [key, item] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key;
    const found = looksSecret(Array.isArray(value) ? '' : key, item)
      ? at
      : findSecret(item, at);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** A text in which the given secrets are `***`. */
export function redact(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= 4) {
      clean = clean.replaceAll(secret, MASK);
    }
  }
  return clean;
}
