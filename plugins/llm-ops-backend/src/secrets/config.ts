import { Config } from '@backstage/config';

/** A text that keys are derived from, with the name values carry. */
export interface SecretKey {
  id: string;
  secret: string;
}

/** An environment variable that records may refer to. */
export interface SecretReference {
  name: string;
  /** Hosts its value may be sent to, e.g. `api.openai.com`. */
  hosts: string[];
}

export interface SecretsConfig {
  /** The first encrypts; every one decrypts. */
  keys: SecretKey[];
  references: SecretReference[];
}

/** Id of the key that comes from `llmOps.secret`. */
const DEFAULT_KEY = 'default';

/**
 * Reads `llmOps.secrets`; `llmOps.secret` always decrypts, and encrypts where
 * no other key is given.
 * @throws Error naming the key, the reason and an example
 */
export function readSecrets(config: Config): SecretsConfig {
  const keys = (config.getOptionalConfigArray('llmOps.secrets.keys') ?? []).map(
    key => ({ id: key.getString('id'), secret: key.getString('secret') }),
  );
  keys.push({
    id: DEFAULT_KEY,
    secret: config.getOptionalString('llmOps.secret') ?? '',
  });
  for (const { id, secret } of keys) {
    if (!/^[\w-]{1,32}$/.test(id)) {
      throw new Error(
        `llmOps.secrets.keys[].id: '${id}' may only have letters, digits, - and _; for example id: '2027-01'`,
      );
    }
    if (keys.filter(key => key.id === id).length > 1) {
      throw new Error(
        `llmOps.secrets.keys[].id: '${id}' is there twice ('${DEFAULT_KEY}' is llmOps.secret); give every key its own id, for example '2027-01'`,
      );
    }
    if (id !== DEFAULT_KEY && secret.length < 16) {
      throw new Error(
        `llmOps.secrets.keys[].secret: that of '${id}' is shorter than 16 characters; make one with: openssl rand -base64 32`,
      );
    }
  }
  const references = (
    config.getOptionalConfigArray('llmOps.secrets.env') ?? []
  ).map(entry => ({
    name: entry.getString('name'),
    hosts: entry.getStringArray('hosts'),
  }));
  return { keys, references };
}
