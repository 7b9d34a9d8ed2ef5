import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { DatasetValidation, PiiLocation } from './types';

/** Locations that are kept. */
export const MAX_LOCATIONS = 100;

/** Personal data the old platform looked for, over every row of every file. */
const PII: [string, RegExp][] = [
  ['email', /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/],
  ['ssn', /\b\d{3}-\d{2}-\d{4}\b/],
  ['phone', /(?<![\d-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\d-])/],
];

export interface CheckResult {
  status: 'clean' | 'failed';
  /** 0 to 100. */
  score: number;
  validation: DatasetValidation;
}

/** Kinds of personal data in a text. */
export function findPii(text: string): string[] {
  return PII.filter(([, pattern]) => pattern.test(text)).map(([type]) => type);
}

/** A part in percent of the whole; 0 of nothing. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole;
}

/**
 * Quality, 0 to 100, as the old platform had it: 100 − min(30, 0.5 × percent
 * of missing cells) − min(20, 0.3 × percent of duplicate rows); 0 when empty.
 */
export function scoreOf(found: {
  rows: number;
  missingPercent: number;
  duplicatePercent: number;
}): number {
  return found.rows === 0
    ? 0
    : Math.round(
        100 -
          Math.min(30, found.missingPercent * 0.5) -
          Math.min(20, found.duplicatePercent * 0.3),
      );
}

/** Reads a JSONL file once, looks for personal data, and scores it. */
export async function checkRows(path: string): Promise<CheckResult> {
  const types = new Set<string>();
  const locations: PiiLocation[] = [];
  const seen = new Set<string>();
  const columns = new Set<string>();
  let rows = 0;
  let cells = 0;
  let missing = 0;
  let duplicates = 0;
  let incomplete = 0;
  const lengths: number[] = [];

  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (!line) {
      continue;
    }
    rows += 1;
    const row = JSON.parse(line) as Record<string, unknown>;
    let hasMissing = false;
    for (const [column, value] of Object.entries(row)) {
      columns.add(column);
      cells += 1;
      if (value === null || value === '') {
        missing += 1;
        hasMissing = true;
      } else if (typeof value === 'string') {
        for (const type of findPii(value)) {
          types.add(type);
          if (locations.length < MAX_LOCATIONS) {
            locations.push({ row: rows, column, type });
          }
        }
      }
    }
    incomplete += hasMissing ? 1 : 0;
    lengths.push(line.length);
    const digest = createHash('md5').update(line).digest('base64');
    duplicates += seen.has(digest) ? 1 : 0;
    seen.add(digest);
  }

  const missingPercent = percent(missing, cells);
  const duplicatePercent = percent(duplicates, rows);
  return {
    status: types.size > 0 ? 'failed' : 'clean',
    score: scoreOf({ rows, missingPercent, duplicatePercent }),
    validation: {
      piiTypes: [...types],
      piiLocations: locations,
      breakdown: {
        missing_values: Math.round(100 - missingPercent),
        duplicates: Math.round(100 - duplicatePercent),
        distribution: Math.round(100 - percent(countOutliers(lengths), rows)),
        schema_compliance: Math.round(100 - percent(incomplete, rows)),
      },
    },
  };
}

/** Lengths that lie more than three deviations from their mean. */
export function countOutliers(lengths: number[]): number {
  const mean = lengths.reduce((sum, n) => sum + n, 0) / (lengths.length || 1);
  const deviation = Math.sqrt(
    lengths.reduce((sum, n) => sum + (n - mean) ** 2, 0) /
      (lengths.length || 1),
  );
  return lengths.filter(n => Math.abs(n - mean) > 3 * deviation).length;
}
