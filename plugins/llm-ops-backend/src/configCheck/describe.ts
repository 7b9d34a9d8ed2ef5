import { EnvironmentConfig, Finding } from './types';

/** Widest cell; longer ones go on in the next line. */
const WIDTH = 58;

/** The findings as a table for people, and which variables were not set. */
export function describeFindings(
  findings: Finding[],
  environments: EnvironmentConfig[],
): string {
  const lines: string[] = [];
  const unset = environments.filter(each => each.unset.length > 0);
  if (unset.length > 0) {
    const names = new Set(unset.flatMap(each => each.unset));
    lines.push(
      `${
        names.size
      } variables are not set here, so their values were not looked at (--variables sets them): ${[
        ...names,
      ]
        .sort()
        .join(', ')}`,
      '',
    );
  }
  if (findings.length === 0) {
    return [...lines, 'dev, stg and prod agree, and nothing is refused.'].join(
      '\n',
    );
  }
  const rows = [
    ['where', 'key', 'what is wrong', 'for example'],
    ...findings.map(({ where, key, reason, hint }) => [
      where,
      key,
      reason,
      hint,
    ]),
  ];
  const widths = rows[0].map((_, column) =>
    Math.min(WIDTH, Math.max(...rows.map(row => row[column].length))),
  );
  for (const row of rows) {
    const cells = row.map((cell, column) => wrap(cell, widths[column]));
    const height = Math.max(...cells.map(cell => cell.length));
    for (let line = 0; line < height; line += 1) {
      lines.push(
        cells
          .map((cell, column) => (cell[line] ?? '').padEnd(widths[column]))
          .join('  ')
          .trimEnd(),
      );
    }
  }
  lines.push('', `${findings.length} inconsistencies`);
  return lines.join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > width) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
  }
  return lines;
}
