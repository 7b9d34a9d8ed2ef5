import { gunzipSync } from 'node:zlib';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { local } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import { once } from '../lib/stamp.mjs';

/**
 * The Jargon File 4.4.7 (Eric S. Raymond, public domain), as Debian's package
 * dict-jargon ships it: about 2,300 entries of hackers' slang.
 */
const PACKAGE = 'dict-jargon';
const folder = join(local, 'data', PACKAGE);
const SOURCE = 'Jargon File 4.4.7';

/** Completions shorter than this are mostly references to another entry. */
const SHORTEST = 60;
/** Entries that version 2 asks for in a second way. */
const SECOND_QUESTIONS = 100;
const DIGITS =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A number as dictd writes it in its index, base 64. */
const decode = text =>
  [...text].reduce((sum, digit) => sum * 64 + DIGITS.indexOf(digit), 0);

async function fetchPackage() {
  await once('data-jargon', { texts: [PACKAGE] }, async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await must('data-update', 'apt-get', ['update', '-qq']);
    await must('data-download', 'apt-get', ['download', '-qq', PACKAGE], {
      cwd: folder,
    });
    const [archive] = await readdir(folder);
    await must('data-unpack', 'dpkg', ['-x', join(folder, archive), folder]);
  });
  return join(folder, 'usr', 'share', 'dictd');
}

/** Entries as {term, definition}, in the order of the file. */
async function readEntries() {
  const place = await fetchPackage();
  const text = gunzipSync(await readFile(join(place, 'jargon.dict.dz')));
  const index = await readFile(join(place, 'jargon.index'), 'utf8');
  const spans = new Map();
  for (const line of index.split('\n').filter(Boolean)) {
    const [word, offset, length] = line.split('\t');
    if (!word.startsWith('00-database')) {
      spans.set(decode(offset), decode(length));
    }
  }
  return [...spans]
    .sort(([a], [b]) => a - b)
    .map(([offset, length]) =>
      text.subarray(offset, offset + length).toString(),
    )
    .map(parseEntry)
    .filter(entry => entry.definition);
}

/** Head line, an unindented line of pronunciation and grammar, then the text. */
function parseEntry(text) {
  const [term, ...rest] = text.trim().split('\n');
  const body = rest.filter(line => line.startsWith('    ') || !line.trim());
  const [paragraph = ''] = body
    .join('\n')
    .trim()
    .split(/\n\s*\n/);
  return {
    term: term.trim(),
    definition: paragraph
      .replace(/\s+/g, ' ')
      .replace(/\{\s*([^}]*?)\s*\}/g, '$1')
      .trim(),
  };
}

const slug = term =>
  term
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Addresses of people and lists; a scan for personal data would find them. */
const ADDRESS = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;
/** Bracketed notes on where a word comes from, at the start of a definition. */
const ORIGIN = /^\[[^\]]*\]\s*/;

/**
 * Two versions of a question-and-answer data set, and what differs between
 * them, counted here while version 2 is made.
 *
 * Version 2 leaves out short references, strips notes on origin and e-mail
 * addresses (because of which version 1 cannot be approved), asks for a
 * hundred entries in a second way, and has a new column.
 */
export async function jargonVersions() {
  const seen = new Map();
  const first = (await readEntries()).map(({ term, definition }) => {
    const base = slug(term) || 'sign';
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return {
      id: count === 1 ? base : `${base}~${count}`,
      prompt: `What does "${term}" mean in hacker jargon?`,
      completion: definition,
    };
  });
  const expected = { added: 0, removed: 0, changed: 0 };
  const second = [];
  for (const row of first) {
    const completion = row.completion
      .replace(ORIGIN, '')
      .replace(ADDRESS, 'an address');
    if (completion.length < SHORTEST) {
      expected.removed += 1;
      continue;
    }
    expected.changed += completion === row.completion ? 0 : 1;
    second.push({ ...row, completion, source: SOURCE });
  }
  for (const row of second.slice(0, SECOND_QUESTIONS)) {
    const term = /"(.*)"/.exec(row.prompt)[1];
    second.push({
      ...row,
      id: `${row.id}~define`,
      prompt: `Define "${term}" as a hacker would.`,
    });
    expected.added += 1;
  }
  return {
    versions: [first, second],
    expected: { ...expected, columnsAdded: ['source'] },
  };
}

/** Rows as JSON Lines. */
export const toJsonLines = rows =>
  rows.map(row => `${JSON.stringify(row)}\n`).join('');
