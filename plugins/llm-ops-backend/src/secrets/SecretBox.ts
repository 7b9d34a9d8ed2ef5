import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { InputError } from '@backstage/errors';
import { SecretReference, SecretsConfig } from './config';
import { mapSecrets } from './looksSecret';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `{"$sealed": "v1.<key id>.<base64url of iv, text and tag>"}`. */
interface Sealed {
  $sealed: string;
}
/** `{"$env": "NAME"}`: the value is in the portal's environment. */
interface Reference {
  $env: string;
}

function only(value: unknown, key: string): string | undefined {
  const object = value as Record<string, unknown> | null;
  return object &&
    typeof object === 'object' &&
    Object.keys(object).length === 1 &&
    typeof object[key] === 'string'
    ? (object[key] as string)
    : undefined;
}

/** The variable a value refers to, as `{"$env": "NAME"}` or `${NAME}`. */
function referenceOf(value: unknown): string | undefined {
  return (
    only(value, '$env') ??
    (typeof value === 'string'
      ? /^\$\{([A-Za-z_]\w*)\}$/.exec(value)?.[1]
      : undefined)
  );
}

/**
 * Encrypts what must not be read in the database.
 *
 * @remarks
 * AES-256-GCM with a random nonce; the key is derived from a configured text
 * by HKDF-SHA256. The context (for example the record's id) is authenticated,
 * so that a value moved to another record does not open there.
 */
export class SecretBox {
  readonly #keys: Map<string, Buffer>;
  readonly #current: string;
  readonly #references: Map<string, SecretReference>;
  readonly #env: NodeJS.ProcessEnv;

  constructor(config: SecretsConfig, env: NodeJS.ProcessEnv = process.env) {
    this.#keys = new Map(
      config.keys.map(({ id, secret }) => [
        id,
        Buffer.from(hkdfSync('sha256', secret, 'llm-ops', `secrets/${id}`, 32)),
      ]),
    );
    this.#current = config.keys[0].id;
    this.#references = new Map(config.references.map(r => [r.name, r]));
    this.#env = env;
  }

  /**
   * A secret as it is stored: encrypted, or as the reference it is.
   * @throws InputError for a reference that is not allowed
   */
  seal(value: unknown, context: string): Sealed | Reference {
    const name = referenceOf(value);
    if (name !== undefined) {
      this.#reference(name);
      return { $env: name };
    }
    const sealed = only(value, '$sealed');
    return sealed !== undefined && this.#decrypt(sealed, context) !== undefined
      ? { $sealed: sealed }
      : this.#encrypt(JSON.stringify(value), context);
  }

  /**
   * A stored value as it ought to be stored now: encrypted with the first
   * key. What no key opens, and references, stay as they are.
   */
  reseal(value: unknown, context: string): unknown {
    const sealed = only(value, '$sealed');
    if (sealed === undefined) {
      return only(value, '$env') === undefined
        ? this.#encrypt(JSON.stringify(value), context)
        : value;
    }
    const text = this.#decrypt(sealed, context);
    return text === undefined || sealed.split('.')[1] === this.#current
      ? value
      : this.#encrypt(text, context);
  }

  /** Seals every secret of an object, however deep. */
  sealAll<T>(value: T, context: string): T {
    return mapSecrets(value, secret => this.seal(secret, context));
  }

  /** What a caller gave: itself, or the value of the variable it names. */
  resolve(given: string, host?: string): string {
    const name = referenceOf(given);
    return name === undefined
      ? given
      : String(this.open({ $env: name }, '', host));
  }

  /** Opens every secret of an object, however deep. */
  openAll<T>(value: T, context: string, host?: string): T {
    return mapSecrets(value, secret => this.open(secret, context, host));
  }

  /**
   * The secret behind a stored value; anything else is given back as it is.
   * @param host - where it is to be sent, which a reference must allow
   * @throws InputError when it cannot be had, saying why but not what
   */
  open(value: unknown, context: string, host?: string): unknown {
    const name = only(value, '$env');
    if (name !== undefined) {
      const { hosts } = this.#reference(name);
      if (!host || !hosts.includes(host)) {
        throw new InputError(
          `The secret $${name} may not be sent to ${
            host ?? 'this place'
          }; llmOps.secrets.env allows ${hosts.join(', ')}`,
        );
      }
      const found = this.#env[name];
      if (!found) {
        throw new InputError(
          `The portal's environment has no ${name}; ask its operator to set it`,
        );
      }
      return found;
    }
    const sealed = only(value, '$sealed');
    if (sealed === undefined) {
      return value;
    }
    const text = this.#decrypt(sealed, context);
    if (text === undefined) {
      throw new InputError(
        'A stored secret cannot be decrypted: its key is no longer in llmOps.secrets.keys; put the key back, or store the secret again',
      );
    }
    return JSON.parse(text);
  }

  #reference(name: string): SecretReference {
    const reference = this.#references.get(name);
    if (!reference) {
      throw new InputError(
        `The variable ${name} may not be referred to; an operator lists it under llmOps.secrets.env with the hosts it may be sent to`,
      );
    }
    return reference;
  }

  #encrypt(text: string, context: string): Sealed {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#keys.get(this.#current)!, iv);
    cipher.setAAD(Buffer.from(context));
    const packed = Buffer.concat([
      iv,
      cipher.update(text, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return { $sealed: `v1.${this.#current}.${packed.toString('base64url')}` };
  }

  #decrypt(sealed: string, context: string): string | undefined {
    const [version, id, packed = ''] = sealed.split('.');
    const key = this.#keys.get(id);
    const bytes = Buffer.from(packed, 'base64url');
    if (version !== 'v1' || !key || bytes.length < IV_BYTES + TAG_BYTES) {
      return undefined;
    }
    try {
      const decipher = createDecipheriv(
        CIPHER,
        key,
        bytes.subarray(0, IV_BYTES),
      );
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return (
        decipher.update(
          bytes.subarray(IV_BYTES, -TAG_BYTES),
          undefined,
          'utf8',
        ) + decipher.final('utf8')
      );
    } catch {
      return undefined;
    }
  }
}
