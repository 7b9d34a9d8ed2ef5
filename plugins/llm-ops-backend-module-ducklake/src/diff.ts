import { DatasetDiff } from '@llm-ops/plugin-llm-ops-node';
import { Lake } from './Lake';
import { compareSchemas, name } from './sql';

/**
 * Exact difference of two versions. With a key, a row that kept its key but
 * not its other columns is changed; without one, rows are compared whole, as
 * often as they occur.
 */
export async function diffVersions(
  lake: Lake,
  options: { baseVersionId: string; versionId: string; sampleLimit: number },
  keyOf: (relation: string) => Promise<string | undefined>,
): Promise<DatasetDiff> {
  const before = await lake.at(options.baseVersionId);
  const after = await lake.at(options.versionId);
  const oldColumns = await lake.columns(before);
  const newColumns = await lake.columns(after);
  const limit = Math.floor(options.sampleLimit);
  const keyBefore = await keyOf(before);
  const key = keyBefore === (await keyOf(after)) ? keyBefore : undefined;
  const shared = oldColumns
    .filter(column => newColumns.some(other => other.name === column.name))
    .map(column => name(column.name));

  let added: string;
  let removed: string;
  let changed: string | undefined;
  if (key) {
    const k = name(key);
    added = `SELECT n.* FROM ${after} n ANTI JOIN ${before} o ON n.${k} = o.${k}`;
    removed = `SELECT o.* FROM ${before} o ANTI JOIN ${after} n ON n.${k} = o.${k}`;
    const differs = shared
      .map(
        column => `n.${column}::VARCHAR IS DISTINCT FROM o.${column}::VARCHAR`,
      )
      .join(' OR ');
    changed = `SELECT n.${k} AS k FROM ${after} n JOIN ${before} o ON n.${k} = o.${k} WHERE ${
      differs || 'false'
    }`;
  } else {
    const list = shared.join() || '1';
    added = `SELECT ${list} FROM ${after} EXCEPT ALL SELECT ${list} FROM ${before}`;
    removed = `SELECT ${list} FROM ${before} EXCEPT ALL SELECT ${list} FROM ${after}`;
  }

  const count = (sql: string) => lake.number(`SELECT count(*) FROM (${sql})`);
  const sample = (sql: string) =>
    limit > 0 ? lake.rows(`${sql} ORDER BY 1 LIMIT ${limit}`) : [];
  const changedSample = async () => {
    if (!changed || !key || limit === 0) {
      return [];
    }
    const k = name(key);
    const some = `SELECT k FROM (${changed}) ORDER BY 1 LIMIT ${limit}`;
    const olds = await lake.rows(
      `SELECT * FROM ${before} WHERE ${k} IN (${some}) ORDER BY ${k}`,
    );
    const news = await lake.rows(
      `SELECT * FROM ${after} WHERE ${k} IN (${some}) ORDER BY ${k}`,
    );
    return olds.map((row, index) => ({ before: row, after: news[index] }));
  };

  const addedRows = await count(added);
  const removedRows = await count(removed);
  const changedRows = changed ? await count(changed) : 0;
  const touched = addedRows + removedRows + changedRows > 0;
  return {
    addedFiles: [],
    removedFiles: [],
    modifiedFiles: touched ? ['data'] : [],
    rowsCompared: true,
    addedRows,
    removedRows,
    changedRows,
    keyColumn: key,
    schemaChanges: compareSchemas(oldColumns, newColumns),
    samples: {
      added: await sample(added),
      removed: await sample(removed),
      changed: await changedSample(),
    },
  };
}
