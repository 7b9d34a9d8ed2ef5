import { isRetryable } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import {
  findItems,
  findPass,
  findRows,
  JournalItem,
  listItems,
  saveItems,
  savePass,
} from '../store/migration/journal';
import { Position, SourceRow } from './source/SourceDatabase';
import { hashOf } from './source/values';
import { itemsOf } from './presence';
import { Progress } from './Progress';
import { Kind, LeftOut, MigrationContext, Planned, Refs } from './types';

/**
 * How far a pass goes back behind the last one's end, in milliseconds: a
 * transaction that was open then may have committed earlier times since.
 */
const OVERLAP_MS = 5 * 60_000;
/** Left-out items that are tried again at once. */
const AGAIN = 200;

/** What a pass did. */
export interface PassResult {
  created: number;
  changed: number;
  unchanged: number;
  leftOut: number;
}

interface Work {
  row: SourceRow;
  hash: string;
  known?: JournalItem;
  planned?: Planned<unknown>;
  /** What an undo must know. */
  refs: Refs;
  /** What the effect gave. */
  made?: Refs;
  reason?: string;
}

/** Takes over one kind after the other, in batches that are all or nothing. */
export class Migrator {
  readonly #context: MigrationContext;
  readonly #dryRun: boolean;

  constructor(context: MigrationContext, options: { dryRun: boolean }) {
    this.#context = context;
    this.#dryRun = options.dryRun;
  }

  /** Rows that a pass over a kind would look at. */
  async remaining(kind: Kind): Promise<number> {
    const last = await findPass(this.#context.database, kind.name);
    return this.#context.source.count(
      kind.source,
      kind.watermark,
      startOf(kind, last),
    );
  }

  /** One pass over a kind: everything new or changed since the last one. */
  async pass(kind: Kind, progress: Progress): Promise<PassResult> {
    const { database, source } = this.#context;
    const result = { created: 0, changed: 0, unchanged: 0, leftOut: 0 };
    const last = await findPass(database, kind.name);
    const pages = source.pages(kind.source, {
      watermark: kind.watermark,
      size: kind.batch,
      after: startOf(kind, last),
    });
    for await (const { rows, position } of pages) {
      await this.#batch(kind, rows, result, progress, position);
    }
    await this.#again(kind, result, progress);
    if (!this.#dryRun) {
      const { position } = await findPass(database, kind.name);
      await savePass(database, kind.name, { position, complete: true });
    }
    return result;
  }

  /** What was left out may have what it lacked by now. */
  async #again(kind: Kind, result: PassResult, progress: Progress) {
    const { database, source } = this.#context;
    let after: string | undefined;
    for (;;) {
      const items = await listItems(database, kind.name, {
        state: 'left_out',
        after,
        limit: AGAIN,
      });
      if (items.length === 0) {
        return;
      }
      after = items[items.length - 1].id;
      const rows = await source.where(
        kind.source,
        'id',
        items.map(item => item.id),
      );
      await this.#batch(kind, rows, result, progress);
    }
  }

  async #batch(
    kind: Kind,
    rows: SourceRow[],
    result: PassResult,
    progress: Progress,
    position?: Position,
  ): Promise<void> {
    const { database } = this.#context;
    const works = await this.#plan(kind, rows);
    const fresh = works.filter(work => work.planned || work.reason);
    progress.add(fresh.length, rows.length - fresh.length);
    result.unchanged += works.length - fresh.length;
    if (!this.#dryRun) {
      const failure = await this.#effects(kind, fresh);
      const ready = fresh.filter(work => work.planned || work.reason);
      await this.#write(kind, ready, failure ? undefined : position);
      if (failure) {
        throw failure;
      }
    }
    for (const { known, reason } of fresh) {
      if (reason) result.leftOut += known?.state === 'left_out' ? 0 : 1;
      else if (known?.state === 'done') result.changed += 1;
      else result.created += 1;
    }
    if (fresh.length === 0 && position && !this.#dryRun) {
      await savePass(database, kind.name, { position, complete: false });
    }
  }

  /** Plans what is not here as it is at the source. */
  async #plan(kind: Kind, all: SourceRow[]): Promise<Work[]> {
    const rows = all.filter(row => kind.applies?.(row, this.#context) ?? true);
    const known = await findItems(
      this.#context.database,
      kind.name,
      rows.map(row => row.id),
    );
    const items = await itemsOf(kind, rows, this.#context, this.#dryRun);
    const works: Work[] = [];
    for (const item of items) {
      const { row, related } = item;
      const work: Work = {
        row,
        hash: hashOf({ row, related }),
        known: known.get(row.id),
        refs: known.get(row.id)?.refs ?? {},
      };
      if (work.known?.state !== 'done' || work.known.hash !== work.hash) {
        try {
          work.planned = await kind.plan(item, this.#context);
        } catch (error) {
          work.reason = reasonOf(error);
        }
      }
      works.push(work);
    }
    return works;
  }

  /**
   * Carries out what belongs to tools, after noting what is about to be done.
   * Gives the failure that another try can mend, when there was one; its
   * items are neither planned nor left out then.
   */
  async #effects(kind: Kind, works: Work[]): Promise<Error | undefined> {
    const { effect, prepare } = kind;
    if (!effect) {
      return undefined;
    }
    const planned = works.filter(work => work.planned);
    const intents: JournalItem[] = [];
    for (const work of planned) {
      work.refs = {
        ...work.refs,
        ...(await prepare?.(work.planned!, work.refs, this.#context)),
      };
      intents.push({
        ...{ kind: kind.name, id: work.row.id, hash: work.hash },
        state: 'intended',
        before: work.known?.before,
        refs: work.refs,
      });
    }
    await saveItems(this.#context.database, intents);
    let failure: Error | undefined;
    const queue = [...planned];
    const worker = async () => {
      for (let work = queue.shift(); work; work = queue.shift()) {
        if (failure) {
          work.planned = undefined;
          continue;
        }
        try {
          work.made = await effect(
            work.planned!,
            work.refs,
            this.#context,
            !work.known,
          );
        } catch (error) {
          if (error instanceof LeftOut || !isRetryable(error)) {
            work.reason = reasonOf(error);
          } else {
            failure = error as Error;
          }
          work.planned = undefined;
        }
      }
    };
    await Promise.all(
      Array.from({ length: kind.concurrency ?? 1 }, () => worker()),
    );
    return failure;
  }

  /** One transaction; when it fails, one for each item. */
  async #write(kind: Kind, works: Work[], position?: Position) {
    const { database } = this.#context;
    if (works.length === 0) {
      return;
    }
    const savePosition = async (trx: Knex) => {
      if (position) {
        await savePass(trx, kind.name, { position, complete: false });
      }
    };
    try {
      await database.transaction(async trx => {
        await this.#writeAll(trx, kind, works);
        await savePosition(trx);
      });
    } catch {
      for (const work of works) {
        await database
          .transaction(trx => this.#writeAll(trx, kind, [work]))
          .catch(async error => {
            work.reason = reasonOf(error);
            await saveItems(database, [leftOut(kind, work)]);
          });
      }
      await savePosition(database);
    }
  }

  async #writeAll(trx: Knex.Transaction, kind: Kind, works: Work[]) {
    const target = kind.target;
    const idOf = (work: Work) =>
      (work.planned && kind.rowId?.(work.planned.record)) ?? work.row.id;
    const before = target
      ? await findRows(
          trx,
          target,
          works.filter(work => !work.known?.refs?.row).map(idOf),
        )
      : new Map<string, Record<string, unknown>>();
    const items: JournalItem[] = [];
    for (const work of works) {
      if (work.reason || !work.planned) {
        items.push(leftOut(kind, work));
        continue;
      }
      const made = { ...work.refs, ...work.made };
      const kept = await kind.write(trx, work.planned, made, this.#context);
      items.push({
        ...{ kind: kind.name, id: work.row.id, hash: work.hash },
        state: 'done',
        note: work.planned.notes.join('; ') || undefined,
        before: work.known?.before ?? before.get(idOf(work)),
        refs: { ...work.refs, ...(kept ?? work.made), row: idOf(work) },
      });
    }
    await saveItems(trx, items);
  }
}

function leftOut(kind: Kind, work: Work): JournalItem {
  return {
    ...{ kind: kind.name, id: work.row.id, hash: work.hash },
    state: 'left_out',
    reason: work.reason ?? 'not planned',
    before: work.known?.before,
    refs: work.refs,
  };
}

/** First line, which names no values that were written. */
function reasonOf(error: unknown): string {
  const { message, code } = error as Error & { code?: string };
  return error instanceof LeftOut || !code
    ? message.split('\n')[0]
    : `the database refuses it (${code})`;
}

function startOf(
  kind: Kind,
  last: { position?: Position; complete: boolean },
): Position | undefined {
  if (!last.position || !last.complete) {
    return last.position;
  }
  return kind.incremental
    ? {
        at: new Date(
          Math.max(0, Date.parse(last.position.at) - OVERLAP_MS),
        ).toISOString(),
        id: '',
      }
    : undefined;
}
