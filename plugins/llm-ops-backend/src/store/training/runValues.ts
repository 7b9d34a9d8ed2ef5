import { Knex } from 'knex';
import { RunRecord } from '../../services/training/types';

/** What a value is of. */
export type ValueKind = 'param' | 'metric' | 'tag';

/** Longest text that is kept to find a run by; the run itself has all of it. */
const MOST_CHARACTERS = 500;
const MOST_NAME = 250;
/** Rows written by one statement: SQLite takes 32,766 variables. */
const ROWS = 1_000;

interface Row {
  run_id: string;
  kind: ValueKind;
  name: string;
  num: number | null;
  text: string;
}

/** The number that a value is, for comparisons; undefined when it is none. */
export function numberOf(value: unknown): number | undefined {
  const number = value === '' || value === null ? NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The values of a run, or of what changes of it, by their kind and name. */
function rowsOf(runId: string, run: Partial<RunRecord>): Map<string, Row> {
  const sides: [ValueKind, Record<string, unknown> | undefined][] = [
    ['param', run.parameters],
    ['metric', run.metrics],
    ['tag', run.journal?.tags],
  ];
  const rows = new Map<string, Row>();
  for (const [kind, values] of sides) {
    for (const [key, value] of Object.entries(values ?? {})) {
      const name = key.slice(0, MOST_NAME);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      rows.set(`${kind} ${name}`, {
        run_id: runId,
        kind,
        name,
        num: numberOf(value) ?? null,
        text: String(text).slice(0, MOST_CHARACTERS),
      });
    }
  }
  return rows;
}

/**
 * Writes what runs are found by, for the part of a run that changes. Who knows
 * the run as it was before writes only what is not the same: jobs log often.
 */
export async function saveValues(
  knex: Knex,
  runId: string,
  change: Partial<RunRecord>,
  before: Partial<RunRecord> = {},
): Promise<void> {
  const known = rowsOf(runId, before);
  const rows = [...rowsOf(runId, change)]
    .filter(([key, row]) => known.get(key)?.text !== row.text)
    .map(([, row]) => row);
  for (let i = 0; i < rows.length; i += ROWS) {
    await knex('run_values')
      .insert(rows.slice(i, i + ROWS))
      .onConflict(['run_id', 'kind', 'name'])
      .merge(['num', 'text']);
  }
}
