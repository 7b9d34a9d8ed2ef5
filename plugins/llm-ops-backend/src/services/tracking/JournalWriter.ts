import { JournalEntry } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { insertJournal, JournalKind } from '../../store/tracking/journal';
import { findRun, updateRun } from '../../store/training/runs';
import { ServiceDeps } from '../deps';
import { RunRecord } from '../training/types';
import { enqueueDelivery, GATHER_MS } from './delivery';
import { fold } from './fold';

interface Append {
  runId: string;
  kind: JournalKind;
  entries: JournalEntry[];
  done(): void;
  failed(error: unknown): void;
}

/** Most appends in one transaction. */
const MOST = 200;

/**
 * Writes appends to the journal, all that came during one transaction in the
 * next one: many jobs share each write to the disk.
 */
export class JournalWriter {
  readonly #deps: ServiceDeps;
  #waiting: Append[] = [];
  #works = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  /**
   * Is fulfilled when the entries are on disk.
   * @throws InputError when a parameter has another value already
   */
  append(
    runId: string,
    kind: JournalKind,
    entries: JournalEntry[],
  ): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ runId, kind, entries, done, failed });
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    if (this.#works) {
      return;
    }
    this.#works = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST);
      try {
        const refused = await this.#deps.database.transaction(trx =>
          this.#write(trx, batch),
        );
        for (const append of batch) {
          if (refused.has(append)) {
            append.failed(refused.get(append));
          } else {
            append.done();
          }
        }
        this.#wakeLater();
      } catch (error) {
        batch.forEach(append => append.failed(error));
      }
    }
    this.#works = false;
  }

  /** Wakes the outbox when what was written is due. */
  #wakeLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#deps.outbox.wake();
    }, GATHER_MS + 10).unref();
  }

  /** Writes what may be written; gives what may not, with the reason. */
  async #write(trx: Knex.Transaction, batch: Append[]) {
    const refused = new Map<Append, unknown>();
    const before = new Map<string, RunRecord>();
    const runs = new Map<string, RunRecord>();
    const written: Append[] = [];
    // In one order everywhere, so that replicas do not wait for each other.
    for (const id of [...new Set(batch.map(a => a.runId))].sort()) {
      const run = await findRun(trx, id);
      if (run) {
        before.set(id, run);
        runs.set(id, run);
      }
    }
    for (const append of batch) {
      try {
        const run = runs.get(append.runId);
        if (!run) {
          throw new Error(`There is no run ${append.runId}`);
        }
        runs.set(run.id, fold(run, append.entries));
        written.push(append);
      } catch (error) {
        refused.set(append, error);
      }
    }
    const changed = [...new Set(written.map(append => append.runId))];
    const now = this.#deps.clock();
    for (const id of changed) {
      const { runName, parameters, metrics, status, endTime, journal } =
        runs.get(id)!;
      const change = {
        runName,
        parameters,
        metrics,
        status,
        endTime,
        journal,
        updatedAt: now.toISOString(),
      };
      await updateRun(trx, id, change, before.get(id));
    }
    await insertJournal(
      trx,
      written.map(({ runId, kind, entries }) => ({
        jobId: runs.get(runId)!.jobId,
        runId,
        kind,
        entries,
      })),
      now.getTime(),
    );
    const jobs = new Map(
      changed.map(id => [runs.get(id)!.jobId, runs.get(id)!] as const),
    );
    for (const run of jobs.values()) {
      await enqueueDelivery(trx, this.#deps.outbox, run);
    }
    return refused;
  }
}
