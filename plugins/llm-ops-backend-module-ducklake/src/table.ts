import { InputError } from '@backstage/errors';
import { ColumnSchema, DatasetFile } from '@llm-ops/plugin-llm-ops-node';
import { Lake } from './Lake';
import { compareSchemas, describeBrokenFile, name, readerOf } from './sql';

/** Columns that may identify a row, best first. */
const KEY_COLUMNS = ['id', 'uuid', 'key'];

/** Reads every file into the table `incoming`; strict. */
export async function stage(lake: Lake, files: DatasetFile[]): Promise<void> {
  const parts: string[] = [];
  for (const [index, file] of files.entries()) {
    try {
      await lake.run(
        `CREATE TEMP TABLE part_${index} AS SELECT * FROM ${readerOf(
          file.path,
        )}`,
      );
    } catch (error) {
      throw (error as Error).name === 'InputError'
        ? error
        : describeBrokenFile(file.name, error as Error);
    }
    if ((await lake.number(`SELECT count(*) FROM part_${index}`)) === 0) {
      throw new InputError(`${file.name} has no rows; nothing was stored`);
    }
    parts.push(`SELECT * FROM part_${index}`);
  }
  await lake.run(
    `CREATE TEMP TABLE incoming AS ${parts.join(' UNION ALL BY NAME ')}`,
  );
}

/** Brings the table to `incoming`, writing only what differs. */
export async function apply(lake: Lake): Promise<void> {
  if (!(await lake.hasTable())) {
    await lake.run('CREATE TABLE lake.rows AS SELECT * FROM incoming');
    return;
  }
  const incoming = await lake.columns('incoming');
  for (const change of compareSchemas(
    await lake.columns('lake.rows'),
    incoming,
  )) {
    const column = name(change.column);
    if (change.kind === 'added') {
      await lake.run(
        `ALTER TABLE lake.rows ADD COLUMN ${column} ${change.after}`,
      );
    } else {
      await lake.run(`ALTER TABLE lake.rows DROP COLUMN ${column}`);
      if (change.kind === 'type_changed') {
        await lake.run(
          `ALTER TABLE lake.rows ADD COLUMN ${column} ${change.after}`,
        );
      }
    }
  }
  const columns = incoming.map(column => name(column.name));
  const key =
    (await keyOf(lake, 'incoming')) && (await keyOf(lake, 'lake.rows'));
  if (!key) {
    await lake.run('DELETE FROM lake.rows');
    await lake.run(
      `INSERT INTO lake.rows (${columns.join()}) SELECT ${columns.join()} FROM incoming`,
    );
    return;
  }
  const same = columns
    .map(c => `i.${c} IS NOT DISTINCT FROM r.${c}`)
    .join(' AND ');
  await lake.run(
    `DELETE FROM lake.rows r WHERE NOT EXISTS (SELECT 1 FROM incoming i WHERE ${same})`,
  );
  await lake.run(
    `INSERT INTO lake.rows (${columns.join()}) SELECT ${columns.join()} FROM incoming i
     WHERE NOT EXISTS (SELECT 1 FROM lake.rows r WHERE r.${name(
       key,
     )} = i.${name(key)})`,
  );
}

/** Column that identifies a row: one of the usual names, unique, never null. */
export async function keyOf(
  lake: Lake,
  relation: string,
): Promise<string | undefined> {
  const columns = await lake.columns(relation);
  for (const wanted of KEY_COLUMNS) {
    const column = columns.find(c => c.name.toLowerCase() === wanted);
    if (column) {
      const bad = await lake.number(
        `SELECT count(*) - count(DISTINCT ${name(
          column.name,
        )}) FROM ${relation}`,
      );
      if (bad === 0) {
        return column.name;
      }
    }
  }
  return undefined;
}

/** The clause that puts rows into their canonical order. */
export async function orderOf(
  lake: Lake,
  relation: string,
  columns: ColumnSchema[],
): Promise<string> {
  const key = await keyOf(lake, relation);
  return `ORDER BY ${key ? name(key) : columns.map(c => name(c.name)).join()}`;
}
