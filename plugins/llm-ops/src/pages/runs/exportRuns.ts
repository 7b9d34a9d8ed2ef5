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

/** Hands a text to the browser as a file to be saved. */
export function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
