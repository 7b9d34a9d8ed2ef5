import { KindReport } from './Validator';

/** A table of text with right-aligned numbers. */
export function table(head: string[], rows: (string | number)[][]): string {
  const all = [head, ...rows.map(row => row.map(String))];
  const widths = head.map((_, column) =>
    Math.max(...all.map(row => row[column].length)),
  );
  return all
    .map(row =>
      row
        .map((cell, column) =>
          /^\d+$/.test(cell)
            ? cell.padStart(widths[column])
            : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The report people read; each mismatch is a line of its own. */
export function describe(reports: KindReport[]): string {
  const lines = [
    table(
      ['kind', 'source', 'here', 'left out', 'noted', 'checksum', 'verdict'],
      reports.map(r => [
        r.kind,
        r.source,
        r.here,
        r.leftOut,
        r.noted,
        r.hereChecksum.slice(0, 12),
        r.mismatchCount === 0 ? 'equal' : `${r.mismatchCount} differ`,
      ]),
    ),
  ];
  for (const { kind, mismatches, mismatchCount } of reports) {
    lines.push(...mismatches.map(text => `- ${kind}: ${text}`));
    if (mismatchCount > mismatches.length) {
      lines.push(`- ${kind}: ${mismatchCount - mismatches.length} more`);
    }
  }
  return lines.join('\n');
}
