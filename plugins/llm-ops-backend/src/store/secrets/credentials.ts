import { Knex } from 'knex';
import { fromJson, toJson } from '../database';

/** A token that an operation needs, encrypted. */
export interface Credential {
  id: string;
  sealed: unknown;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

export async function insertCredential(
  knex: Knex,
  credential: Credential,
): Promise<void> {
  await knex('credentials').insert({
    id: credential.id,
    sealed: toJson(credential.sealed),
    expires_at: credential.expiresAt,
  });
}

export async function findCredential(
  knex: Knex,
  id: string,
): Promise<Credential | undefined> {
  const row = await knex('credentials').where({ id }).first();
  return (
    row && {
      id: row.id,
      sealed: fromJson(row.sealed),
      expiresAt: row.expires_at,
    }
  );
}

export async function deleteCredential(knex: Knex, id: string): Promise<void> {
  await knex('credentials').where({ id }).delete();
}

/** Removes what has expired; gives the number. */
export async function deleteExpiredCredentials(
  knex: Knex,
  now: string,
): Promise<number> {
  return knex('credentials').where('expires_at', '<=', now).delete();
}
