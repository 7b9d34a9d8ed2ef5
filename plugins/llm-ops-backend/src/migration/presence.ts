import { existing } from './kinds/support';
import { SourceRow } from './source/SourceDatabase';
import { Kind, MigrationContext, NEEDED, SourceItem } from './types';

/**
 * The rows of a batch with what belongs to them and what they need.
 * @param promised - whether what the source has counts as being here, as it
 * will be once other kinds are taken over
 */
export async function itemsOf(
  kind: Kind,
  rows: SourceRow[],
  context: MigrationContext,
  promised: boolean,
): Promise<SourceItem[]> {
  const related = await kind.related?.(rows, context);
  const wanted = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const [table, id] of kind.needs?.(row, related?.get(row.id)) ?? []) {
      if (id) {
        wanted.set(table, (wanted.get(table) ?? new Set()).add(String(id)));
      }
    }
  }
  const found = new Map<string, Set<string>>();
  for (const [table, ids] of wanted) {
    const here = await existing(context.database, table, [...ids]);
    if (promised && table !== 'dataset_versions') {
      const there = await context.source.where(NEEDED[table], 'id', [...ids]);
      there.forEach(row => here.add(row.id));
    }
    found.set(table, here);
  }
  return rows.map(row => ({
    row,
    related: related?.get(row.id),
    has: (table, id) => id !== undefined && !!found.get(table)?.has(id),
  }));
}
