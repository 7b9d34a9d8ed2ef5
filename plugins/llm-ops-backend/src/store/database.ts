import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Brings the plugin's database to the newest schema. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@llm-ops/plugin-llm-ops-backend',
      'migrations',
    ),
  });
}

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/** Milliseconds since the epoch on the database's own clock, as SQL. */
export function nowSql(knex: Knex): string {
  return isPostgres(knex)
    ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
    : "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";
}

/** Column value for anything JSON; undefined becomes NULL. */
export function toJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** Reads a column written by {@link toJson}. */
export function fromJson<T>(text: string | null | undefined): T | undefined {
  return text === null || text === undefined
    ? undefined
    : (JSON.parse(text) as T);
}

export { isDatabaseConflictError };
