import { Run } from './types';

/** Parameters and metrics that a table has room for. */
const MOST_COLUMNS = 8;

/** A column of values: which kind, and its name. */
export interface ValueColumn {
  of: 'metrics' | 'params';
  name: string;
}

/** Field of filters and orders that a column stands for, e.g. `` metrics.`val/acc` ``. */
export const fieldOf = ({ of, name }: ValueColumn): string =>
  /^[A-Za-z_][\w/-]*$/.test(name) ? `${of}.${name}` : `${of}.\`${name}\``;

/** Value of a run in a column; undefined when it has none. */
export function valueOf(run: Run, { of, name }: ValueColumn): unknown {
  return (of === 'metrics' ? run.metrics : run.parameters)[name];
}

/** The columns that most of the runs have a value in; metrics before parameters. */
export function columnsOf(runs: Run[]): ValueColumn[] {
  const counts = new Map<string, { column: ValueColumn; count: number }>();
  const count = (column: ValueColumn) => {
    const key = fieldOf(column);
    const known = counts.get(key) ?? { column, count: 0 };
    counts.set(key, { column, count: known.count + 1 });
  };
  for (const run of runs) {
    for (const name of Object.keys(run.metrics)) {
      if (!name.startsWith('system/')) {
        count({ of: 'metrics', name });
      }
    }
    Object.keys(run.parameters).forEach(name => count({ of: 'params', name }));
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_COLUMNS)
    .map(({ column }) => column)
    .sort((a, b) => a.of.localeCompare(b.of));
}
