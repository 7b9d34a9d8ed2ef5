import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { fromJson, toJson } from '../store/database';
import { mapSecrets } from './looksSecret';
import { SecretBox } from './SecretBox';

/** Models read at a time. */
const BATCH = 500;

/** Authenticated context of the secrets in a model's metadata. */
export function modelContext(id: string): string {
  return `model:${id}`;
}

/**
 * Encrypts what is stored in clear, or with a key that is no longer the
 * first. Idempotent, and harmless beside other replicas: a row is only written
 * as it was read. Gives the number of models changed.
 */
export async function sealStored(
  knex: Knex,
  secrets: SecretBox,
  logger: LoggerService,
): Promise<number> {
  let changed = 0;
  for (let after = ''; ; ) {
    const rows: { id: string; metadata: string }[] = await knex('models')
      .select('id', 'metadata')
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH);
    for (const row of rows) {
      const metadata = toJson(
        mapSecrets(fromJson(row.metadata), value =>
          secrets.reseal(value, modelContext(row.id)),
        ),
      );
      if (metadata !== row.metadata) {
        changed += await knex('models').where(row).update({ metadata });
      }
    }
    if (rows.length < BATCH) {
      break;
    }
    after = rows[rows.length - 1].id;
  }
  if (changed > 0) {
    logger.info(`Encrypted the secrets of ${changed} models`);
  }
  return changed;
}
