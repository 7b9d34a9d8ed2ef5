import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, endOrphans, startTime } from './processes.mjs';

/** Longest pause before a process that died is started again, ms. */
const MAX_PAUSE_MS = 15_000;

/**
 * Starts processes in order, waits until each answers, starts again what
 * dies and says so, and ends all in reverse order.
 *
 * A spec is {name, command, args, env, cwd, ready, readySeconds, beforeEnd,
 * graceMs}; `ready` is an async function that tells whether the process
 * answers, `beforeEnd` one that runs before it is ended.
 */
export class Supervisor {
  #stateDir;
  #running = new Map();
  #stopping = false;
  #recorded = Promise.resolve();
  #say;

  constructor({ stateDir, say = console.log }) {
    this.#stateDir = stateDir;
    this.#say = say;
  }

  /** Ends what an earlier supervisor left behind. */
  async cleanUp() {
    const records = await readRecords(this.#stateDir);
    for (const [name, record] of Object.entries(records).reverse()) {
      if ((await startTime(record.pid)) === record.started) {
        this.#say(`ending ${name} (pid ${record.pid}), left by an earlier run`);
        await end(record);
      }
      await endOrphans(record);
    }
    await this.#record();
  }

  async start(spec) {
    await this.#spawn(spec, 0);
    const seconds = spec.readySeconds ?? 60;
    for (let waited = 0; waited < seconds * 5; waited += 1) {
      if (this.#stopping) {
        return;
      }
      if (await spec.ready().catch(() => false)) {
        return;
      }
      await sleep(200);
    }
    throw new Error(
      `${spec.name} does not answer after ${seconds} s; see ${this.logOf(
        spec.name,
      )}`,
    );
  }

  /** Ends everything, latest first. */
  async stop() {
    this.#stopping = true;
    for (const { record, spec } of [...this.#running.values()].reverse()) {
      await spec.beforeEnd?.();
      await end(record, spec.graceMs);
    }
    this.#running.clear();
    await this.#record();
  }

  /** Pids by name. */
  pids() {
    return Object.fromEntries(
      [...this.#running].map(([name, { record }]) => [name, record.pid]),
    );
  }

  logOf(name) {
    return join(this.#stateDir, 'log', `${name}.log`);
  }

  async #spawn(spec, deaths) {
    if (this.#stopping) {
      throw new Error(
        `${spec.name} is not started: the stack is being stopped`,
      );
    }
    await mkdir(join(this.#stateDir, 'log'), { recursive: true });
    const log = createWriteStream(this.logOf(spec.name), { flags: 'a' });
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: { ...process.env, ...spec.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const begun = Date.now();
    const noted = this.#note(spec, child);
    // Not at 'close': a child that outlives it would hold its output open.
    const ended = async how => {
      const record = await noted;
      this.#running.delete(spec.name);
      if (this.#stopping) {
        return;
      }
      await endOrphans(record);
      const again = Date.now() - begun > 60_000 ? 0 : deaths + 1;
      const pause = Math.min(MAX_PAUSE_MS, 500 * 2 ** Math.min(again, 6));
      this.#say(
        `${spec.name} ended (${how}); starting it again in ${
          pause / 1000
        } s, log: ${this.logOf(spec.name)}`,
      );
      await sleep(pause);
      if (!this.#stopping) {
        await this.#spawn(spec, again);
      }
    };
    child.on('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
    child.on('error', error => ended(error.message));
    child.on('close', () => log.end());
    await noted;
  }

  /** Notes a process, so that it can be ended whatever happens. */
  async #note(spec, { pid }) {
    const record = { pid, started: pid && (await startTime(pid)) };
    this.#running.set(spec.name, { record, spec });
    await this.#record();
    return record;
  }

  /** Notes what runs; one write after the other. */
  #record() {
    this.#recorded = this.#recorded.then(() => this.#writeRecord());
    return this.#recorded;
  }

  async #writeRecord() {
    await mkdir(this.#stateDir, { recursive: true });
    const file = join(this.#stateDir, 'processes.json');
    const records = [...this.#running].map(([name, { record }]) => [
      name,
      record,
    ]);
    await writeFile(`${file}.new`, JSON.stringify(Object.fromEntries(records)));
    await rename(`${file}.new`, file);
  }
}

async function readRecords(stateDir) {
  return JSON.parse(
    await readFile(join(stateDir, 'processes.json'), 'utf8').catch(() => '{}'),
  );
}
