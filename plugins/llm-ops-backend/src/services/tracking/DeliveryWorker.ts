import { InputError, NotImplementedError } from '@backstage/errors';
import {
  ExperimentTracker,
  FileEntry,
  isRetryable,
  JournalEntry,
  RunIngest,
  RunItem,
} from '@llm-ops/plugin-llm-ops-node';
import { Operation, OperationContext } from '../../outbox/types';
import {
  deleteJournal,
  JournalRow,
  readJournal,
} from '../../store/tracking/journal';
import {
  findTrackedModel,
  setTrackerModelId,
} from '../../store/tracking/models';
import { findRun, updateRun } from '../../store/training/runs';
import { ServiceDeps } from '../deps';
import { RunRecord } from '../training/types';
import { DELIVER, enqueueDelivery, folderOf } from './delivery';
import { emptyJournal } from './fold';
import { RunMaker } from './RunMaker';

/** Pages of the journal that one operation passes on before others may. */
const PAGES = 20;
/** Problems that a run shows; the oldest are dropped. */
const MOST_PROBLEMS = 20;

/** A run, where its entries go, and what was refused so far. */
interface Delivery {
  run: RunRecord;
  ingest: RunIngest;
  problems: string[];
  /** Keys of the object store that are not needed any more. */
  stored: string[];
  signal: AbortSignal;
}

/** Passes the journal of jobs on to their trackers, in order. */
export class DeliveryWorker {
  readonly #deps: ServiceDeps;
  readonly #maker: RunMaker;

  constructor(deps: ServiceDeps, maker: RunMaker) {
    this.#deps = deps;
    this.#maker = maker;
  }

  /** Takes over the operations of the journal. */
  register(): void {
    this.#deps.outbox.register({
      kind: DELIVER,
      handle: (op, context) => this.#deliver(op, context),
    });
  }

  async #deliver(operation: Operation, { signal }: OperationContext) {
    const jobId = String(operation.payload.jobId);
    const { database, outbox } = this.#deps;
    let delivered = 0;
    for (let page = 0; page < PAGES; page++) {
      const rows = await readJournal(database, jobId);
      if (rows.length === 0) {
        return { delivered };
      }
      for (const group of groupsOf(rows)) {
        signal.throwIfAborted();
        await this.#deliverTo(group, signal);
        delivered += group.reduce((sum, row) => sum + row.entries.length, 0);
      }
    }
    await database.transaction(trx =>
      enqueueDelivery(trx, outbox, { jobId, tool: operation.tool }),
    );
    return { delivered };
  }

  /** Passes on rows of one run, and takes them out of the journal. */
  async #deliverTo(rows: JournalRow[], signal: AbortSignal): Promise<void> {
    const { database, logger, objectStore, providers } = this.#deps;
    const known = await findRun(database, rows[0].runId);
    if (!known) {
      await deleteJournal(
        database,
        rows.map(row => row.seq),
      );
      return;
    }
    const run = await this.#maker.ensure(known);
    const { ingest } = providers.byId<ExperimentTracker>(run.tool);
    if (!ingest) {
      throw new NotImplementedError(
        `The tracker ${run.tool} takes nothing from the code of jobs; use one that does`,
      );
    }
    const delivery: Delivery = {
      run,
      ingest,
      problems: [],
      stored: [],
      signal,
    };
    await this.#passOn(
      rows.flatMap(row => row.entries),
      delivery,
    );
    await database.transaction(async trx => {
      await deleteJournal(
        trx,
        rows.map(row => row.seq),
      );
      await noteProblems(trx, run.id, delivery.problems);
    });
    for (const key of delivery.stored) {
      await objectStore
        .removePrefix(folderOf(key))
        .catch(error => logger.warn(`${key} was not removed`, error));
    }
  }

  async #passOn(entries: JournalEntry[], delivery: Delivery): Promise<void> {
    let items: RunItem[] = [];
    const flush = async () => {
      const { ingest, run, signal, problems } = delivery;
      const refused = await ingest.deliver(
        run.trackingRunId!,
        await this.#withTrackerIds(items),
        { signal },
      );
      items = [];
      problems.push(...refused.map(({ item, reason }) => say(item, reason)));
    };
    for (const entry of entries) {
      if (isItem(entry)) {
        items.push(entry);
      } else if (entry.kind !== 'create') {
        await flush();
        await this.#oneByOne(entry, delivery);
      }
    }
    await flush();
  }

  async #oneByOne(
    entry: Exclude<JournalEntry, RunItem | { kind: 'create' }>,
    delivery: Delivery,
  ): Promise<void> {
    const { ingest, run, signal, problems } = delivery;
    const { database } = this.#deps;
    try {
      if (entry.kind === 'file') {
        await this.#passFileOn(entry, delivery);
        delivery.stored.push(entry.key);
        return;
      }
      const model = await findTrackedModel(database, entry.modelId);
      if (!model) {
        throw new InputError(`There is no model ${entry.modelId}`);
      }
      if (entry.kind === 'model') {
        const modelId = model.trackerId ?? entry.modelId;
        await ingest.changeModel({ ...entry, modelId }, { signal });
      } else if (!model.trackerId) {
        const { name, type, tags, params } = model;
        const id = await ingest.createModel(
          run.trackingRunId!,
          { key: model.id, name, type, tags, params },
          { signal },
        );
        await setTrackerModelId(database, model.id, id);
      }
    } catch (error) {
      if (isRetryable(error)) {
        throw error;
      }
      problems.push(say(entry, (error as Error).message));
    }
  }

  async #passFileOn(entry: FileEntry, { run, ingest, signal }: Delivery) {
    const model =
      entry.modelId === undefined
        ? undefined
        : await findTrackedModel(this.#deps.database, entry.modelId);
    await ingest.storeFile(
      { runId: run.trackingRunId!, modelId: model?.trackerId },
      {
        path: entry.path,
        size: entry.size,
        body: await this.#deps.objectStore.get(entry.key),
      },
      { signal },
    );
  }

  /** Items with the tracker's ids of models instead of the portal's. */
  async #withTrackerIds(items: RunItem[]): Promise<RunItem[]> {
    const known = new Map<string, string>();
    const idOf = async (id: string) => {
      if (!known.has(id)) {
        const model = await findTrackedModel(this.#deps.database, id);
        known.set(id, model?.trackerId ?? id);
      }
      return known.get(id)!;
    };
    const mapped: RunItem[] = [];
    for (const item of items) {
      if (item.kind === 'metric' && item.modelId) {
        mapped.push({ ...item, modelId: await idOf(item.modelId) });
      } else if (item.kind === 'outputs') {
        const models = [];
        for (const model of item.models) {
          models.push({ ...model, modelId: await idOf(model.modelId) });
        }
        mapped.push({ ...item, models });
      } else if (item.kind === 'inputs') {
        const modelIds = [];
        for (const id of item.modelIds) {
          modelIds.push(await idOf(id));
        }
        mapped.push({ ...item, modelIds });
      } else {
        mapped.push(item);
      }
    }
    return mapped;
  }
}

function isItem(entry: JournalEntry): entry is RunItem {
  return !['create', 'createModel', 'model', 'file'].includes(entry.kind);
}

/** Neighbouring rows of the same run. */
function groupsOf(rows: JournalRow[]): JournalRow[][] {
  const groups: JournalRow[][] = [];
  for (const row of rows) {
    const last = groups[groups.length - 1];
    if (last?.[0].runId === row.runId) {
      last.push(row);
    } else {
      groups.push([row]);
    }
  }
  return groups;
}

function say(entry: JournalEntry, reason: string): string {
  const name =
    ('key' in entry && entry.kind !== 'file' && entry.key) ||
    ('path' in entry && entry.path) ||
    '';
  return `${entry.kind} ${name}: ${reason}`.replace('  ', ' ').slice(0, 500);
}

async function noteProblems(
  trx: Parameters<typeof findRun>[0],
  runId: string,
  problems: string[],
): Promise<void> {
  const run = problems.length > 0 ? await findRun(trx, runId) : undefined;
  if (run) {
    const journal = run.journal ?? emptyJournal();
    await updateRun(trx, runId, {
      journal: {
        ...journal,
        problems: [...journal.problems, ...problems].slice(-MOST_PROBLEMS),
      },
    });
  }
}
