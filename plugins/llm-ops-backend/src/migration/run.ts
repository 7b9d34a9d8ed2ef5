import { countItems, listItems } from '../store/migration/journal';
import { KINDS } from './kinds';
import { Migrator } from './Migrator';
import { Progress } from './Progress';
import { describe, table } from './report';
import { Rollback } from './Rollback';
import { MigrationContext } from './types';
import { Validator } from './Validator';

/** What the command is asked for. */
export type MigrationMode = 'migrate' | 'dry-run' | 'validate' | 'rollback';

/** Codes the command ends with. */
export const EXIT = { equal: 0, failed: 1, differs: 3 } as const;

/** Left-out records that are listed of each kind. */
const LISTED = 20;

/** Carries out the command; gives its exit code. */
export async function runMigration(
  context: MigrationContext,
  mode: MigrationMode,
  say: (line: string) => void,
): Promise<number> {
  const kinds = KINDS.filter(kind => context.source.has(kind.source));
  for (const kind of KINDS) {
    if (!kinds.includes(kind)) {
      say(`${kind.name}: the source has no table for it`);
    }
  }
  if (mode === 'rollback') {
    return rollback(context, say);
  }
  if (mode !== 'validate') {
    await migrate(context, mode === 'dry-run', say);
  }
  if (mode === 'dry-run') {
    return EXIT.equal;
  }
  const reports = [];
  for (const kind of kinds) {
    say(`comparing ${kind.name}`);
    reports.push(await new Validator(context).check(kind));
  }
  say(describe(reports));
  await sayLeftOut(context, say);
  return reports.some(report => report.mismatchCount > 0)
    ? EXIT.differs
    : EXIT.equal;
}

async function migrate(
  context: MigrationContext,
  dryRun: boolean,
  say: (line: string) => void,
): Promise<void> {
  const kinds = KINDS.filter(kind => context.source.has(kind.source));
  const migrator = new Migrator(context, { dryRun });
  const totals = new Map<string, number>();
  for (const kind of kinds) {
    totals.set(kind.name, await migrator.remaining(kind));
    for (const column of context.source.missing(kind.source)) {
      say(`${kind.source}.${column} is not there; it is read as empty`);
    }
  }
  const progress = new Progress(totals, say);
  const rows: (string | number)[][] = [];
  for (const kind of kinds) {
    progress.start(kind.name);
    const { created, changed, unchanged, leftOut } = await migrator.pass(
      kind,
      progress,
    );
    progress.end();
    rows.push([kind.name, created, changed, unchanged, leftOut]);
  }
  const verb = dryRun ? 'would be ' : '';
  say(
    table(
      ['kind', `${verb}new`, `${verb}changed`, 'unchanged', 'left out'],
      rows,
    ),
  );
}

async function rollback(
  context: MigrationContext,
  say: (line: string) => void,
): Promise<number> {
  const totals = new Map<string, number>();
  for (const { name } of KINDS) {
    const counts = await countItems(context.database, name);
    totals.set(name, counts.done + counts.intended + counts.left_out);
  }
  const progress = new Progress(totals, say);
  const undo = new Rollback(context);
  let kept = 0;
  for (const kind of [...KINDS].reverse()) {
    progress.start(kind.name);
    const result = await undo.undo(kind, progress);
    progress.end();
    kept += result.kept.length;
    result.kept.forEach(line => say(`kept: ${line}`));
  }
  say(
    kept === 0
      ? 'Everything is as it was before the migration.'
      : `${kept} records were kept; remove what needs them and roll back again.`,
  );
  return kept === 0 ? EXIT.equal : EXIT.differs;
}

async function sayLeftOut(
  context: MigrationContext,
  say: (line: string) => void,
): Promise<void> {
  for (const kind of KINDS) {
    const items = await listItems(context.database, kind.name, {
      state: 'left_out',
      limit: LISTED,
    });
    for (const { id, reason } of items) {
      say(`left out: ${kind.name} ${id}: ${reason}`);
    }
  }
}
