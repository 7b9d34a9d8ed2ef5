import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { migrate } from '../../store/database';
import { makeDurable } from '../../store/sqlite';
import { DatabaseOutbox } from '../DatabaseOutbox';
import { OutboxSettings } from '../settings';
import { findOperation } from '../store';
import { NewOperation, OperationHandler } from '../types';

/** An operation with nothing special. */
export const anOperation = (
  change: Partial<NewOperation> = {},
): NewOperation => ({
  kind: 'effect',
  tool: 'tool',
  lane: 'thing:1',
  title: 'Do it',
  payload: {},
  createdBy: 'user:default/ann',
  ...change,
});

export const sleep = (ms: number) =>
  new Promise(done => {
    setTimeout(done, ms);
  });

/** Asks until it is so. @throws Error when it is not in time */
export async function until(
  ask: () => Promise<boolean> | boolean,
  seconds = 20,
) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (await ask()) {
      return;
    }
    await sleep(25);
  }
  throw new Error(`It did not happen within ${seconds} s`);
}

/** Outboxes over an empty database of their own, for one test. */
export class OutboxBench {
  readonly knex: Knex;
  readonly folder: string;
  readonly #outboxes: DatabaseOutbox[] = [];

  private constructor(knex: Knex, folder: string) {
    this.knex = knex;
    this.folder = folder;
  }

  /** SQLite lies in a file, so that a second process can open it. */
  static async create(databases: TestDatabases, id: TestDatabaseId) {
    const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
    const knex =
      id === 'SQLITE_3'
        ? knexFactory({
            client: 'better-sqlite3',
            connection: { filename: join(folder, 'test.sqlite') },
            useNullAsDefault: true,
          })
        : await databases.init(id);
    await makeDurable(knex, mockServices.logger.mock());
    await migrate(knex);
    return new OutboxBench(knex, folder);
  }

  /** An outbox that is not started. */
  idle(settings: Partial<OutboxSettings> = {}): DatabaseOutbox {
    return new DatabaseOutbox({
      knex: this.knex,
      logger: mockServices.logger.mock(),
      settings: { leaseMs: 1_000, ...settings },
    });
  }

  start(
    handle: OperationHandler['handle'],
    options: { givenUp?: jest.Mock; settings?: Partial<OutboxSettings> } = {},
  ): DatabaseOutbox {
    const outbox = this.idle(options.settings);
    outbox.register({ kind: 'effect', handle, givenUp: options.givenUp });
    outbox.start();
    this.#outboxes.push(outbox);
    return outbox;
  }

  enqueue(
    outbox: DatabaseOutbox,
    change: Partial<NewOperation> = {},
  ): Promise<string> {
    return this.knex.transaction(trx =>
      outbox.enqueue(trx, anOperation(change)),
    );
  }

  find(id: string) {
    return findOperation(this.knex, id);
  }

  async stateOf(id: string) {
    return (await this.find(id))?.state;
  }

  async destroy() {
    await Promise.all(this.#outboxes.map(outbox => outbox.stop()));
    await this.knex.destroy();
    rmSync(this.folder, { recursive: true });
  }
}
