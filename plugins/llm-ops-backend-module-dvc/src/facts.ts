import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { StoredVersion } from '@llm-ops/plugin-llm-ops-node';

/** Size in bytes and digests, in hex, of a file. */
export interface Facts {
  size: number;
  md5: string;
  sha256: string;
}

export async function factsOf(path: string): Promise<Facts> {
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  for await (const chunk of createReadStream(path)) {
    md5.update(chunk);
    sha256.update(chunk);
  }
  return {
    size: (await stat(path)).size,
    md5: md5.digest('hex'),
    sha256: sha256.digest('hex'),
  };
}

/**
 * A version out of the facts of its files.
 *
 * @remarks
 * The checksum is the SHA-256 of what `sha256sum` prints for the files in the
 * order of their names, so that anybody can compute it again.
 *
 * @param known - MD5 of contents that were stored before
 */
export function describe(
  versionId: string,
  files: ReadonlyMap<string, Facts>,
  known: ReadonlySet<string>,
): StoredVersion {
  const sum = createHash('sha256');
  const fresh = new Map<string, number>();
  let totalBytes = 0;
  for (const name of [...files.keys()].sort()) {
    const { md5, sha256, size } = files.get(name)!;
    sum.update(`${sha256}  ${name}\n`);
    totalBytes += size;
    if (!known.has(md5)) {
      fresh.set(md5, size);
    }
  }
  return {
    versionId,
    checksum: sum.digest('hex'),
    fileCount: files.size,
    totalBytes,
    storedBytes: [...fresh.values()].reduce((a, b) => a + b, 0),
  };
}
