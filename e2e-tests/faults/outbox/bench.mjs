import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { logs, root } from '../../../local-stack/lib/paths.mjs';

const require = createRequire(import.meta.url);
const knex = require('knex');
const TESTING = join(root, 'plugins/llm-ops-backend/src/outbox/testing');

/** The stack under test; the runner says where it is described. */
export const stack = JSON.parse(
  await readFile(process.env.LLM_OPS_TEST_STACK_JSON, 'utf8'),
);
/** Whether the numbers of docs/reliability.md are wanted, or a short check. */
export const full = process.env.LLM_OPS_FAULTS === 'full';
export const say = text => console.log(`# ${text}`);

/** What the processes under test say about their troubles. */
await mkdir(logs, { recursive: true });
const log = createWriteStream(join(logs, 'faults-processes.log'), {
  flags: 'a',
});

/** Complaints about a database that is ended on purpose say nothing new. */
const silent = { warn: () => {}, error: () => {}, debug: () => {} };
const connect = configuration => knex({ ...configuration, log: silent });

/** Asks until it is so. */
export async function until(what, seconds, ask) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    await sleep(50);
  }
  throw new Error(`${what} did not happen within ${seconds} s`);
}

/** An empty database as a knex configuration, and how to be rid of it. */
export async function emptyDatabase(kind, folder) {
  if (kind === 'sqlite') {
    const own = folder ?? (await mkdtemp(join(tmpdir(), 'llm-ops-faults-')));
    return {
      configuration: {
        client: 'better-sqlite3',
        connection: { filename: join(own, 'outbox.sqlite') },
        useNullAsDefault: true,
      },
      drop: () => rm(own, { recursive: true, force: true }),
    };
  }
  const { host, port, user, password } = stack.postgres;
  const name = `faults_${randomBytes(4).toString('hex')}`;
  const at = database => ({
    client: 'pg',
    connection: { host, port, user, password, database },
  });
  const admin = async sql => {
    const connection = connect(at('postgres'));
    await connection.raw(sql).finally(() => connection.destroy());
  };
  await admin(`create database ${name}`);
  return {
    configuration: at(name),
    drop: () => admin(`drop database ${name} with (force)`),
  };
}

/**
 * Replicas and a client of one outbox, as processes of their own. What the
 * client was told to be accepted is in `accepted`.
 */
export class Bench {
  accepted = [];
  refused = [];
  /** What workers said of operations that ended: {pid, ended, fence, outcome}. */
  ended = [];
  #database;
  #ledger;
  #leaseMs;
  #children = new Set();
  #stopping = false;

  constructor({ database, ledger, leaseMs = 2_000 }) {
    this.#database = database;
    this.#ledger = ledger;
    this.#leaseMs = leaseMs;
    this.knex = connect(database.configuration);
  }

  /** Begins to add operations; `done` settles when all are added. */
  async write(count, { lanes = 100, pauseMs = 0, bytes = 0 } = {}) {
    let ready;
    const migrated = new Promise(resolve => {
      ready = resolve;
    });
    const child = this.#spawn(
      'ledgerWriter.ts',
      [count, lanes, pauseMs, bytes],
      message => {
        ready();
        this.accepted.push(...(message.accepted ?? []));
        if (message.refused) {
          this.refused.push(message.refused);
        }
      },
    );
    const done = new Promise((resolve, reject) => {
      child.on('close', (code, signal) =>
        code === 0 || this.#stopping
          ? resolve()
          : reject(new Error(`the client ended: ${signal ?? code}`)),
      );
    });
    await Promise.race([migrated, done]);
    return { done };
  }

  /** Makes the tables, so that replicas can start before there is work. */
  async migrate() {
    const { done } = await this.write(0);
    await done;
  }

  /** A replica that works; it is replaced when it is killed. */
  worker() {
    return new Promise((resolve, reject) => {
      const child = this.#spawn(
        'ledgerWorker.ts',
        [this.#ledger.url, this.#leaseMs],
        message => {
          if (message.started) {
            resolve(child);
          } else {
            this.ended.push({ pid: child.pid, ...message });
          }
        },
      );
      child.on('exit', (code, signal) => {
        if (this.#stopping) {
          return;
        }
        if (signal === 'SIGKILL') {
          this.worker().then(resolve, reject);
          return;
        }
        this.died = new Error(`a worker ended by itself: ${signal ?? code}`);
        reject(this.died);
      });
    });
  }

  workers(count) {
    return Promise.all([...Array(count)].map(() => this.worker()));
  }

  /** Waits until nothing is open any more. */
  async drained(seconds = 60) {
    await until('an empty outbox', seconds, async () => {
      if (this.died) {
        throw this.died;
      }
      const open = await this.knex('operations')
        .whereNotIn('state', ['done'])
        .first('seq')
        .catch(() => true);
      return open === undefined;
    });
  }

  async end() {
    this.#stopping = true;
    this.#ledger.stop();
    await Promise.all(
      [...this.#children].map(async child => {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }),
    );
    await this.knex.destroy();
    await this.#database.drop();
  }

  #spawn(script, args, onMessage) {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(TESTING, script),
        JSON.stringify(this.#database.configuration),
        ...args.map(String),
      ],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    child.stderr.pipe(log, { end: false });
    this.#children.add(child);
    child.on('exit', () => this.#children.delete(child));
    // What is no message is a complaint of a library.
    createInterface({ input: child.stdout }).on('line', line =>
      line.startsWith('{')
        ? onMessage(JSON.parse(line))
        : log.write(`${line}\n`),
    );
    return child;
  }
}
