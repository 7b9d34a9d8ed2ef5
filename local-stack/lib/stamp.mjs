import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { local } from './paths.mjs';

/** Hash of texts and of files' contents; a missing file counts as empty. */
export async function hashOf({ texts = [], files = [] }) {
  const hash = createHash('sha256');
  for (const text of texts) {
    hash.update(`${text}\n`);
  }
  for (const file of files) {
    hash.update(await readFile(file).catch(() => ''));
  }
  return hash.digest('hex');
}

/**
 * Does a step once for the same inputs: skipped when its stamp says that it
 * ended well with this hash before, and `inputs.product`, the path it makes,
 * is still there.
 */
export async function once(name, inputs, work) {
  const file = join(local, 'stamps', name);
  const hash = await hashOf(inputs);
  const stamp = await readFile(file, 'utf8').catch(() => '');
  if (stamp === hash && (!inputs.product || existsSync(inputs.product))) {
    return false;
  }
  const begun = Date.now();
  process.stdout.write(`  ${name} … `);
  await work();
  await mkdir(join(local, 'stamps'), { recursive: true });
  await writeFile(file, hash);
  process.stdout.write(`${Math.round((Date.now() - begun) / 1000)} s\n`);
  return true;
}
