import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { isPostgres } from '../database';

/**
 * A text that changes whenever a row of a query does, comes or goes: of the
 * query, and of the transaction that wrote each of its rows last. Only
 * PostgreSQL knows the latter; a fraction of reading the rows themselves.
 */
export async function versionOf(
  query: Knex.QueryBuilder,
  order: string,
): Promise<string | undefined> {
  if (!isPostgres(query as unknown as Knex)) {
    return undefined;
  }
  const asked = createHash('sha256').update(query.toString()).digest('hex');
  const [{ rows, digest }] = await query.select(
    (query as unknown as Knex).client.raw(
      'count(*) as rows, sum(hashtextextended(id::text || xmin::text, 0)) as digest',
    ),
  );
  return [asked, order, rows, digest].join(' ');
}
