import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isPostgres } from './database';

/** The part of a knex transaction that begins it. */
interface Beginning {
  query(connection: unknown, sql: string): Promise<unknown>;
  begin(connection: unknown): Promise<unknown>;
}

/**
 * Makes SQLite keep what was committed: a write-ahead log that is flushed at
 * each commit, and transactions that take the write lock when they begin (one
 * that begins as a reader and then writes fails at once when another process
 * wrote meanwhile). PostgreSQL is left as it is.
 */
export async function makeDurable(
  knex: Knex,
  logger: LoggerService,
): Promise<void> {
  if (isPostgres(knex)) {
    return;
  }
  if (isInMemory(knex)) {
    logger.warn(
      'THE DATABASE IS IN MEMORY: everything, queued operations included, is lost when this process ends. Set backend.database.connection to {directory: /var/lib/llm-ops}, or use PostgreSQL',
    );
    return;
  }
  await knex.raw('PRAGMA journal_mode = WAL');
  await knex.raw('PRAGMA synchronous = FULL');
  await knex.raw('PRAGMA busy_timeout = 5000');
  const { client } = knex;
  const transaction = client.transaction.bind(client);
  client.transaction = (...args: unknown[]) => {
    const begun: Beginning = transaction(...args);
    begun.begin = connection => begun.query(connection, 'BEGIN IMMEDIATE;');
    return begun;
  };
}

function isInMemory(knex: Knex): boolean {
  const { connection } = knex.client.config;
  const filename =
    typeof connection === 'string' ? connection : connection?.filename;
  return !filename || filename === ':memory:';
}
