import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  JournalEntry,
  JournalModel,
  JournalRun,
  ModelChange,
  NewModel,
  NewRun,
  TrackingJournal,
} from '@llm-ops/plugin-llm-ops-node';
import {
  backlogOf,
  insertJournal,
  readJournalKind,
} from '../../store/tracking/journal';
import {
  findTrackedModel,
  insertTrackedModel,
  saveTrackedModel,
} from '../../store/tracking/models';
import {
  findRun,
  findRunByTrackingId,
  findRunOfJob,
  insertRun,
  listRunsOfJob,
} from '../../store/training/runs';
import { hurry } from '../../outbox/enqueueOnce';
import { ServiceDeps } from '../deps';
import { RunRecord } from '../training/types';
import { DELIVER, enqueueDelivery, folderOf, laneOf } from './delivery';
import { emptyJournal } from './fold';
import { JournalWriter } from './JournalWriter';
import { recordId, toJournalRun } from './present';
import { Backlog } from './types';

/** How long a read waits for the tracker to have everything, ms. */
const SETTLE_MS = 20_000;
const SETTLE_STEP_MS = 50;

/** What jobs say of their runs: written down first, passed on later. */
export class JournalService implements TrackingJournal {
  readonly #deps: ServiceDeps;
  readonly #writer: JournalWriter;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
    this.#writer = new JournalWriter(deps);
  }

  async jobRun(jobId: string): Promise<JournalRun> {
    return toJournalRun(await this.#main(jobId));
  }

  async runs(jobId: string): Promise<JournalRun[]> {
    const runs = await listRunsOfJob(this.#deps.database, jobId);
    return runs.map(toJournalRun);
  }

  async findRun(id: string): Promise<JournalRun | undefined> {
    const run = await this.#record(id);
    return run && toJournalRun(run);
  }

  /** Records a run below the job's own, or below another of the job. */
  async createRun(jobId: string, asked: NewRun): Promise<JournalRun> {
    const main = await this.#main(jobId);
    const above = asked.parentId && (await this.#record(asked.parentId));
    const parent = above && above.jobId === jobId ? above : main;
    const now = this.#deps.clock();
    const run: RunRecord = {
      id: randomUUID(),
      jobId,
      tool: main.tool,
      parentRunId: parent.id,
      experimentName: main.experimentName,
      runName: asked.name,
      parameters: {},
      metrics: {},
      status: 'running',
      startTime: new Date(asked.startTime).toISOString(),
      updatedAt: now.toISOString(),
      journal: {
        ...emptyJournal(),
        user: asked.user,
        status: 'RUNNING',
        tags: asked.tags,
      },
    };
    await this.#deps.database.transaction(async trx => {
      await insertRun(trx, run);
      await insertJournal(
        trx,
        [{ jobId, runId: run.id, kind: 'run', entries: [{ kind: 'create' }] }],
        now.getTime(),
      );
      await enqueueDelivery(trx, this.#deps.outbox, run);
    });
    this.#deps.outbox.wake();
    await this.#deps.publish('job', jobId, 'changed');
    return toJournalRun(run);
  }

  async append(run: JournalRun, entries: JournalEntry[]): Promise<void> {
    if (entries.length > 0) {
      await this.#writer.append(recordId(run.id)!, 'items', entries);
    }
  }

  async createModel(run: JournalRun, asked: NewModel): Promise<JournalModel> {
    const now = this.#deps.clock().getTime();
    const model: JournalModel = {
      ...asked,
      id: `m-${randomUUID().replaceAll('-', '')}`,
      runId: recordId(run.id)!,
      jobId: run.jobId,
      status: 'LOGGED_MODEL_PENDING',
      createdAt: now,
      updatedAt: now,
    };
    await insertTrackedModel(this.#deps.database, model);
    await this.#writer.append(model.runId, 'model', [
      { kind: 'createModel', modelId: model.id },
    ]);
    return model;
  }

  findModel(id: string): Promise<JournalModel | undefined> {
    return findTrackedModel(this.#deps.database, id);
  }

  async changeModel(model: JournalModel, change: ModelChange): Promise<void> {
    await saveTrackedModel(this.#deps.database, {
      ...model,
      status: change.status ?? model.status,
      tags: { ...model.tags, ...change.tags },
      params: { ...model.params, ...change.params },
      updatedAt: this.#deps.clock().getTime(),
    });
    await this.#writer.append(model.runId, 'model', [change]);
  }

  async putFile(
    run: JournalRun,
    file: { path: string; modelId?: string; size?: number; body: Readable },
  ): Promise<void> {
    const key = `tracking/${run.jobId}/${randomUUID()}/content`;
    const { size } = await this.#deps.objectStore.put(key, file.body);
    if (file.size !== undefined && file.size !== size) {
      await this.#deps.objectStore.removePrefix(folderOf(key));
      throw new InputError(
        `${file.path} broke off after ${size} of ${file.size} bytes; send it again`,
      );
    }
    const { path, modelId } = file;
    await this.#writer.append(recordId(run.id)!, 'file', [
      { kind: 'file', path, modelId, key, size },
    ]);
  }

  readFile(key: string): Promise<Readable> {
    return this.#deps.objectStore.get(key);
  }

  async pending(jobId: string, kind: 'items' | 'file') {
    const rows = await readJournalKind(this.#deps.database, jobId, kind);
    return rows.flatMap(row =>
      row.entries.map(entry => ({
        runId: row.runId.replaceAll('-', ''),
        entry,
      })),
    );
  }

  /** How much of a job waits for the tracker, and since when. */
  backlog(jobId: string): Promise<Backlog> {
    return backlogOf(this.#deps.database, jobId);
  }

  async settle(jobId: string): Promise<boolean> {
    const until = Date.now() + SETTLE_MS;
    await hurry(this.#deps.database, { lane: laneOf(jobId), kind: DELIVER });
    this.#deps.outbox.wake();
    for (;;) {
      const [{ points }, { trackingRunId }, operation] = await Promise.all([
        this.backlog(jobId),
        this.#main(jobId),
        this.#deps.outbox.latest(laneOf(jobId)),
      ]);
      if (points === 0 && trackingRunId) {
        return true;
      }
      if (operation?.unavailableSince || Date.now() > until) {
        return false;
      }
      await new Promise(resolve => setTimeout(resolve, SETTLE_STEP_MS));
    }
  }

  async #main(jobId: string): Promise<RunRecord> {
    const run = await findRunOfJob(this.#deps.database, jobId);
    if (!run) {
      throw new NotFoundError(`The job ${jobId} has no experiment run`);
    }
    return run;
  }

  async #record(id: string): Promise<RunRecord | undefined> {
    const { database } = this.#deps;
    const own = recordId(id);
    return (
      (own && (await findRun(database, own))) ||
      (await findRunByTrackingId(database, id))
    );
  }
}
