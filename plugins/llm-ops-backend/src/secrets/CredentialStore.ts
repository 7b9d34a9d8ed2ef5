import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  deleteCredential,
  deleteExpiredCredentials,
  findCredential,
  insertCredential,
} from '../store/secrets/credentials';
import { SecretBox } from './SecretBox';

/** How long a token waits for its operation, in milliseconds. */
const LIFETIME_MS = 7 * 24 * 3600_000;

const contextOf = (id: string) => `credential:${id}`;

/** Keeps the tokens of callers until the operations that need them are done. */
export class CredentialStore {
  readonly #knex: Knex;
  readonly #secrets: SecretBox;
  readonly #clock: () => Date;

  constructor(options: { knex: Knex; secrets: SecretBox; clock: () => Date }) {
    this.#knex = options.knex;
    this.#secrets = options.secrets;
    this.#clock = options.clock;
  }

  /** Keeps a token in the caller's transaction; gives its id. */
  async keep(trx: Knex.Transaction, token: string): Promise<string> {
    const id = randomUUID();
    await insertCredential(trx, {
      id,
      sealed: this.#secrets.seal(token, contextOf(id)),
      expiresAt: new Date(this.#clock().getTime() + LIFETIME_MS).toISOString(),
    });
    return id;
  }

  /**
   * @param host - where it is to be sent
   * @throws InputError when it has been removed, or may not be sent there
   */
  async get(id: string, host: string): Promise<string> {
    const credential = await findCredential(this.#knex, id);
    if (!credential) {
      throw new InputError(
        'The access token of this operation is no longer kept; ask for it again with a token',
      );
    }
    return String(this.#secrets.open(credential.sealed, contextOf(id), host));
  }

  remove(id: string): Promise<void> {
    return deleteCredential(this.#knex, id);
  }

  /** Forgets what no operation came for. */
  async purge(): Promise<void> {
    await deleteExpiredCredentials(this.#knex, this.#clock().toISOString());
  }
}
