import { createHash } from 'node:crypto';
import { countItems, findItems } from '../store/migration/journal';
import { SourceRow } from './source/SourceDatabase';
import { itemsOf } from './presence';
import { hashOf } from './source/values';
import { Kind, LeftOut, MigrationContext, SourceItem } from './types';

/** Mismatches of one kind that are listed. */
const LISTED = 20;

/** What a kind is at the source and here. */
export interface KindReport {
  kind: string;
  source: number;
  here: number;
  leftOut: number;
  noted: number;
  /** SHA-256 over ids and contents, in the order of the source. */
  sourceChecksum: string;
  hereChecksum: string;
  mismatches: string[];
  mismatchCount: number;
}

/** Compares every record of the source with what is here. */
export class Validator {
  readonly #context: MigrationContext;

  constructor(context: MigrationContext) {
    this.#context = context;
  }

  async check(kind: Kind): Promise<KindReport> {
    const { source, database } = this.#context;
    const sums = [createHash('sha256'), createHash('sha256')];
    const report: KindReport = {
      ...{ kind: kind.name, source: 0, here: 0, leftOut: 0, noted: 0 },
      ...{ sourceChecksum: '', hereChecksum: '' },
      ...{ mismatches: [], mismatchCount: 0 },
    };
    const pages = source.pages(kind.source, {
      watermark: kind.watermark,
      size: kind.batch,
    });
    for await (const { rows } of pages) {
      await this.#page(kind, rows, report, sums);
    }
    const { intended } = await countItems(database, kind.name);
    if (intended > 0) {
      this.#mismatch(report, `${intended} were begun and not ended`);
    }
    return {
      ...report,
      sourceChecksum: sums[0].digest('hex'),
      hereChecksum: sums[1].digest('hex'),
    };
  }

  async #page(
    kind: Kind,
    all: SourceRow[],
    report: KindReport,
    [there, here]: ReturnType<typeof createHash>[],
  ) {
    const rows = all.filter(row => kind.applies?.(row, this.#context) ?? true);
    const ids = rows.map(row => row.id);
    const known = await findItems(this.#context.database, kind.name, ids);
    const current = await kind.current(ids, this.#context);
    for (const item of await itemsOf(kind, rows, this.#context, false)) {
      const { row } = item;
      report.source += 1;
      const entry = known.get(row.id);
      if (entry?.state === 'left_out') {
        report.leftOut += 1;
        continue;
      }
      report.noted += entry?.note ? 1 : 0;
      const wanted = await this.#wanted(kind, item);
      const found = current.get(row.id);
      there.update(`${row.id} ${wanted}\n`);
      if (found !== undefined) {
        report.here += 1;
        here.update(`${row.id} ${hashOf(found)}\n`);
      }
      if (found === undefined) {
        this.#mismatch(report, `${row.id} is not here`);
      } else if (hashOf(found) !== wanted) {
        this.#mismatch(report, `${row.id} is not as at the source`);
      }
    }
  }

  async #wanted(kind: Kind, item: SourceItem): Promise<string> {
    try {
      const planned = await kind.plan(item, this.#context);
      return hashOf(kind.comparable(planned));
    } catch (error) {
      if (error instanceof LeftOut) {
        return `left out: ${error.message}`;
      }
      throw error;
    }
  }

  #mismatch(report: KindReport, text: string): void {
    report.mismatchCount += 1;
    if (report.mismatches.length < LISTED) {
      report.mismatches.push(text);
    }
  }
}
