import { isUnavailable } from '@llm-ops/plugin-llm-ops-node';
import {
  deleteItem,
  deletePass,
  JournalItem,
  listItems,
  restoreRow,
} from '../store/migration/journal';
import { Progress } from './Progress';
import { Kind, MigrationContext } from './types';

/** Items that are looked at in one go. */
const PAGE = 200;

export interface RollbackResult {
  undone: number;
  /** Items that could not be undone, and why. */
  kept: string[];
}

/** Puts this platform back as it was before the migration. */
export class Rollback {
  readonly #context: MigrationContext;

  constructor(context: MigrationContext) {
    this.#context = context;
  }

  /** Undoes everything of a kind; what needs it must be undone before. */
  async undo(kind: Kind, progress: Progress): Promise<RollbackResult> {
    const { database } = this.#context;
    const result: RollbackResult = { undone: 0, kept: [] };
    let after: string | undefined;
    for (;;) {
      const items = await listItems(database, kind.name, {
        after,
        limit: PAGE,
      });
      if (items.length === 0) {
        break;
      }
      after = items[items.length - 1].id;
      await this.#each(kind, items, result);
      progress.add(items.length, 0);
    }
    if (result.kept.length === 0) {
      await deletePass(database, kind.name);
    }
    return result;
  }

  async #each(kind: Kind, items: JournalItem[], result: RollbackResult) {
    const queue = [...items];
    const worker = async () => {
      for (let item = queue.shift(); item; item = queue.shift()) {
        try {
          await this.#one(kind, item);
          result.undone += 1;
        } catch (error) {
          if (isUnavailable(error)) {
            throw error;
          }
          const { code, message } = error as Error & { code?: string };
          result.kept.push(
            `${kind.name} ${item.id}: ${
              code
                ? `the database keeps it (${code}): newer records need it`
                : message
            }`,
          );
        }
      }
    };
    await Promise.all(
      Array.from({ length: kind.concurrency ?? 1 }, () => worker()),
    );
  }

  async #one(kind: Kind, item: JournalItem): Promise<void> {
    const { database } = this.#context;
    const refs = item.refs ?? {};
    await kind.undo?.(item.id, refs, this.#context);
    await database.transaction(async trx => {
      if (kind.target && refs.row) {
        await restoreRow(trx, kind.target, String(refs.row), item.before);
      }
      await deleteItem(trx, kind.name, item.id);
    });
  }
}
