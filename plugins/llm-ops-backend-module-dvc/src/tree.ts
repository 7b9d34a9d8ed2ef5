import { DatasetDiff } from '@llm-ops/plugin-llm-ops-node';

/** Files of a version: relative name → MD5 of the content. */
export type Tree = ReadonlyMap<string, string>;

/** What was added, removed and modified between two versions. */
export function compareTrees(base: Tree, target: Tree): DatasetDiff {
  const names = (from: Tree, keep: (name: string) => boolean) =>
    [...from.keys()].filter(keep).sort();
  return {
    addedFiles: names(target, name => !base.has(name)),
    removedFiles: names(base, name => !target.has(name)),
    modifiedFiles: names(
      target,
      name => base.has(name) && base.get(name) !== target.get(name),
    ),
    rowsCompared: false,
    addedRows: 0,
    removedRows: 0,
    changedRows: 0,
    schemaChanges: [],
    samples: { added: [], removed: [], changed: [] },
  };
}
