import { LoggerService } from '@backstage/backend-plugin-api';
import { ObjectStore } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { Outbox } from '../outbox/types';
import { ProviderRegistry } from '../providers/types';
import { SecretBox } from '../secrets';
import { SourceDatabase, SourceRow } from './source/SourceDatabase';
import { OldTable } from './source/schema';

/** What the migration works with. */
export interface MigrationContext {
  /** Database of this platform. */
  database: Knex;
  outbox: Outbox;
  providers: ProviderRegistry;
  /** Object store of this platform. */
  objectStore: ObjectStore;
  source: SourceDatabase;
  /** Object store of the old platform. */
  sourceStore: ObjectStore;
  /** Whether both platforms keep their objects at the same place. */
  sameStore: boolean;
  /** Environment of jobs, of which the old platform kept none. */
  environment: 'dev' | 'stg' | 'prod';
  logger: LoggerService;
  secrets: SecretBox;
}

/** A record that cannot be taken over, and why. */
export class LeftOut extends Error {}

/** What was made at tools for a record, so that it can be undone. */
export type Refs = Record<string, unknown>;

/** A record as it is to be written. */
export interface Planned<T> {
  record: T;
  /** What was changed on the way, for the report. */
  notes: string[];
}

/** One row of the source with what belongs to it. */
export interface SourceItem<R = unknown> {
  row: SourceRow;
  related: R | undefined;
  /** Whether a table here has a row that `needs` named. */
  has(table: string, id: string | undefined): boolean;
}

/** Tables here that other records need, and where their rows come from. */
export const NEEDED: Record<string, OldTable> = {
  datasets: 'dataset_records',
  models: 'model_catalog_entries',
  training_jobs: 'training_jobs',
  dataset_versions: 'dataset_versions',
};

/** How records of one kind are taken over. */
export interface Kind<T = any, R = any> {
  name: string;
  /** Table of the source, one row an item. */
  source: OldTable;
  /** Table of this platform that `write` writes to, by the item's id. */
  target?: string;
  /**
   * Columns whose first value orders the source. With `incremental` every
   * change moves it on, so that a later pass begins where the last one ended.
   */
  watermark: readonly string[];
  incremental?: boolean;
  /** Rows of one transaction. */
  batch: number;
  /** What else belongs to the rows, by their ids. */
  related?(
    rows: SourceRow[],
    context: MigrationContext,
  ): Promise<Map<string, R>>;
  /** Whether there is anything to take over; every row when not given. */
  applies?(row: SourceRow, context: MigrationContext): boolean;
  /** Rows here that the plan asks for, as tables and ids. */
  needs?(row: SourceRow, related: R | undefined): [string, unknown][];
  /** What is to be written. @throws LeftOut */
  plan(
    item: SourceItem<R>,
    context: MigrationContext,
  ): Planned<T> | Promise<Planned<T>>;
  /** Id of the row that `write` writes; the item's own when not given. */
  rowId?(record: T): string;
  /** What an undo must know, even of an effect that broke off. */
  prepare?(
    planned: Planned<T>,
    known: Refs,
    context: MigrationContext,
  ): Promise<Refs>;
  /**
   * Makes what belongs to tools, or finds what an earlier try made; `fresh`
   * when there was none.
   */
  effect?(
    planned: Planned<T>,
    refs: Refs,
    context: MigrationContext,
    fresh: boolean,
  ): Promise<Refs>;
  /** Effects at the same time. */
  concurrency?: number;
  /** Writes the record, new or not; gives what an undo must know of it. */
  write(
    trx: Knex.Transaction,
    planned: Planned<T>,
    refs: Refs,
    context: MigrationContext,
  ): Promise<Refs | void>;
  /** Undoes what was made at tools; `refs` is empty when a try broke off. */
  undo?(id: string, refs: Refs, context: MigrationContext): Promise<void>;
  /** The part of a record that the report compares, as planned. */
  comparable(planned: Planned<T>): unknown;
  /** The same part, as it now stands. */
  current(
    ids: string[],
    context: MigrationContext,
  ): Promise<Map<string, unknown>>;
}
