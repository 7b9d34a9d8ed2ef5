/**
 * A worker that dies between the effect and its acknowledgement, as a real
 * process that kill -9 ends. Usage: CONNECTION EFFECTS_FILE.
 */
import { appendFileSync } from 'node:fs';
import { LoggerService } from '@backstage/backend-plugin-api';
import knexFactory from 'knex';
import { DatabaseOutbox } from '../DatabaseOutbox';

const say = (message: string) => process.stderr.write(`${message}\n`);
const logger: LoggerService = {
  error: say,
  warn: say,
  info: () => {},
  debug: () => {},
  child: () => logger,
};
const [connection, effects] = process.argv.slice(2);
const outbox = new DatabaseOutbox({
  knex: knexFactory(JSON.parse(connection)),
  logger,
  settings: { leaseMs: 1_000 },
});
outbox.register({
  kind: 'effect',
  async handle(operation) {
    appendFileSync(effects, `${operation.id}\n`);
    process.kill(process.pid, 'SIGKILL');
    return undefined;
  },
});
outbox.start();
