import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { DatasetFile } from '@llm-ops/plugin-llm-ops-node';
import {
  CheckResult,
  countOutliers,
  MAX_LOCATIONS,
  percent,
  scoreOf,
} from './checks';
import { findPii } from './pii';
import { PiiLocation } from './types';

/** Bytes that are looked at to tell text from other data. */
const SNIFFED_BYTES = 8_192;

async function isText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(SNIFFED_BYTES),
      0,
      SNIFFED_BYTES,
    );
    return !buffer.subarray(0, bytesRead).includes(0);
  } finally {
    await file.close();
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
  }
  return hash.digest('base64');
}

/**
 * Looks for personal data in the lines of every text file, and scores the
 * tree: an empty file counts as a missing cell, a copy of another as a
 * duplicate row.
 */
export async function checkTree(files: DatasetFile[]): Promise<CheckResult> {
  const types = new Set<string>();
  const locations: PiiLocation[] = [];
  const seen = new Set<string>();
  const sizes: number[] = [];
  let empty = 0;
  for (const { name, path } of files) {
    const { size } = await stat(path);
    sizes.push(size);
    if (size === 0) {
      empty += 1;
      continue;
    }
    seen.add(await digestOf(path));
    if (!(await isText(path))) {
      continue;
    }
    let row = 0;
    for await (const line of createInterface({
      input: createReadStream(path),
    })) {
      row += 1;
      for (const type of findPii(line)) {
        types.add(type);
        if (locations.length < MAX_LOCATIONS) {
          locations.push({ file: name, row, column: name, type });
        }
      }
    }
  }
  const rows = files.length;
  const missingPercent = percent(empty, rows);
  const duplicatePercent = percent(rows - empty - seen.size, rows);
  return {
    status: types.size > 0 ? 'failed' : 'clean',
    score: scoreOf({ rows, missingPercent, duplicatePercent }),
    validation: {
      piiTypes: [...types],
      piiLocations: locations,
      breakdown: {
        missing_values: Math.round(100 - missingPercent),
        duplicates: Math.round(100 - duplicatePercent),
        distribution: Math.round(100 - percent(countOutliers(sizes), rows)),
        schema_compliance: 100,
      },
    },
  };
}
