import { JournalEntry } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { Backlog } from '../../services/tracking/types';

/** Kinds of rows: many items, or one of what is passed on by itself. */
export type JournalKind = 'items' | 'file' | 'run' | 'model';

export interface NewJournalRow {
  jobId: string;
  runId: string;
  kind: JournalKind;
  entries: JournalEntry[];
}

export interface JournalRow {
  seq: number;
  runId: string;
  entries: JournalEntry[];
}

/** Most rows and bytes that are read at once. */
const PAGE_ROWS = 500;
const PAGE_BYTES = 4_000_000;

const toRow = (row: Record<string, any>): JournalRow => ({
  seq: Number(row.seq),
  runId: row.run_id,
  entries: JSON.parse(row.entries),
});

/** Adds rows in their order. */
export async function insertJournal(
  knex: Knex,
  rows: NewJournalRow[],
  now: number,
): Promise<void> {
  const inserted = rows.map(row => {
    const entries = JSON.stringify(row.entries);
    return {
      job_id: row.jobId,
      run_id: row.runId,
      kind: row.kind,
      entries,
      points: row.entries.length,
      bytes: entries.length,
      created_at: now,
    };
  });
  if (inserted.length > 0) {
    await knex('tracking_journal').insert(inserted);
  }
}

/** The oldest rows of a job, as many as fit in memory well. */
export async function readJournal(
  knex: Knex,
  jobId: string,
): Promise<JournalRow[]> {
  const sizes = await knex('tracking_journal')
    .select('seq', 'bytes')
    .where({ job_id: jobId })
    .orderBy('seq')
    .limit(PAGE_ROWS);
  let bytes = 0;
  const fit = sizes.filter((row, index) => {
    bytes += row.bytes;
    return index === 0 || bytes <= PAGE_BYTES;
  });
  if (fit.length === 0) {
    return [];
  }
  const rows = await knex('tracking_journal')
    .where({ job_id: jobId })
    .where('seq', '<=', fit[fit.length - 1].seq)
    .orderBy('seq');
  return rows.map(toRow);
}

/** Everything of one kind that waits, oldest first. */
export async function readJournalKind(
  knex: Knex,
  jobId: string,
  kind: JournalKind,
): Promise<JournalRow[]> {
  const rows = await knex('tracking_journal')
    .where({ job_id: jobId, kind })
    .orderBy('seq');
  return rows.map(toRow);
}

export async function deleteJournal(knex: Knex, seqs: number[]): Promise<void> {
  await knex('tracking_journal').whereIn('seq', seqs).delete();
}

/** How much of a job waits, and since when. */
export async function backlogOf(knex: Knex, jobId: string): Promise<Backlog> {
  const row = await knex('tracking_journal')
    .where({ job_id: jobId })
    .sum({ points: 'points' })
    .min({ since: 'created_at' })
    .first();
  const points = Number(row?.points ?? 0);
  return points > 0
    ? { points, since: new Date(Number(row?.since)).toISOString() }
    : { points };
}
