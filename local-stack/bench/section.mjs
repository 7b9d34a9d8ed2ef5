import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

const file = join(root, 'docs', 'performance.md');
const begin = name => `<!-- ${name} begins -->`;
const end = name => `<!-- ${name} ends -->`;

/** Sections of the other benchmarks, as they stand in docs/performance.md. */
export async function otherSections() {
  const text = await readFile(file, 'utf8').catch(() => '');
  const at = text.indexOf('<!-- ');
  return at < 0 ? '' : `\n${text.slice(at)}`;
}

/** Puts a benchmark's section in place of its last one, or at the end. */
export async function writeSection(name, text) {
  const old = await readFile(file, 'utf8');
  const section = `${begin(name)}\n\n${text.trim()}\n\n${end(name)}`;
  const from = old.indexOf(begin(name));
  const to = old.indexOf(end(name)) + end(name).length;
  await writeFile(
    file,
    from < 0
      ? `${old.trimEnd()}\n\n${section}\n`
      : `${old.slice(0, from)}${section}${old.slice(to)}`,
  );
}
