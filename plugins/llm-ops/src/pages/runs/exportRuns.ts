import { unparse } from 'papaparse';
import { Run } from './types';

/** A row for each run: what it is, then its parameters and metrics. */
export function toCsv(runs: Run[]): string {
  const rows = runs.map(({ parameters, metrics, ...own }) => ({
    ...own,
    ...prefixed('params', parameters),
    ...prefixed('metrics', metrics),
  }));
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  // A cell that begins like a formula is not to be run by a spreadsheet.
  return unparse({ fields: columns, data: rows }, { escapeFormulae: true });
}

function prefixed(prefix: string, values: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]),
  );
}
