/** What the processes that the fault tests start have in common. */
import { LoggerService } from '@backstage/backend-plugin-api';
import knexFactory, { Knex } from 'knex';
import { makeDurable } from '../../store/sqlite';

const say = (message: string, meta?: unknown) =>
  process.stderr.write(
    `${message}${meta instanceof Error ? `: ${meta.message}` : ''}\n`,
  );

/** Warnings and errors go to stderr. */
export const logger: LoggerService = {
  error: say,
  warn: say,
  info: () => {},
  debug: () => {},
  child: () => logger,
};

/** Makes this process end with the one that started it. */
export function endWithParent(): void {
  process.stdin.resume().on('close', () => process.exit());
}

/** Opens the database that a knex configuration as JSON names. */
export async function connect(configuration: string): Promise<Knex> {
  const knex = knexFactory(JSON.parse(configuration));
  await makeDurable(knex, logger);
  return knex;
}

/** One line of JSON to the process that started this one. */
export function tell(message: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
