import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'yaml';

/** Files above this are what Git LFS would hold, in bytes. */
const LFS_BYTES = 1_000_000;

const cache = new Map();

async function hashOf(algorithm, place, prefix = '') {
  const hash = createHash(algorithm).update(prefix);
  await pipeline(createReadStream(place), hash);
  return hash.digest('hex');
}

async function readFileEntry(root, name) {
  const place = join(root, name);
  const { size } = await stat(place);
  return {
    path: name,
    place,
    size,
    oid: await hashOf('sha1', place, `blob ${size}\0`),
    sha256: size > LFS_BYTES ? await hashOf('sha256', place) : undefined,
  };
}

/** A card's front matter. */
function frontMatter(card) {
  const [, block = ''] = /^---\n([\s\S]*?)\n---/.exec(card) ?? [];
  return parse(block) ?? {};
}

/** A repository at a branch or commit; undefined when there is none. */
export async function readModel(folder, id, revision) {
  if (!/^[\w.-]+\/[\w.-]+$/.test(id) || id.includes('..')) {
    return undefined;
  }
  const home = join(folder, id);
  const refs = JSON.parse(
    await readFile(join(home, 'refs.json'), 'utf8').catch(() => '{}'),
  );
  // Clients that name no revision ask for HEAD.
  const commit = refs[revision === 'HEAD' ? 'main' : revision] ?? revision;
  const root = join(home, 'revisions', commit);
  if (
    !/^[0-9a-f]{40}$/.test(commit) ||
    !(await stat(root).catch(() => undefined))
  ) {
    return undefined;
  }
  if (!cache.has(root)) {
    const names = (await readdir(root)).sort();
    const read = async name =>
      readFile(join(root, name), 'utf8').catch(() => '');
    cache.set(root, {
      id,
      commit,
      modified: (await stat(root)).mtime.toISOString(),
      files: await Promise.all(names.map(name => readFileEntry(root, name))),
      card: frontMatter(await read('README.md')),
      config: JSON.parse((await read('config.json')) || '{}'),
    });
  }
  return cache.get(root);
}

/** Every repository at its main branch. */
export async function listModels(folder) {
  const models = [];
  for (const owner of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, owner))) {
      const model = await readModel(folder, `${owner}/${name}`, 'main');
      if (model) {
        models.push(model);
      }
    }
  }
  return models;
}
