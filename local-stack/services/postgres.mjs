import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFree } from '../lib/ports.mjs';

const USER = 'postgres';
const HOME = '/var/tmp';

/** Folder of Debian's newest PostgreSQL programs. */
async function programs() {
  const versions = await readdir('/usr/lib/postgresql');
  return join('/usr/lib/postgresql', versions.sort().at(-1), 'bin');
}

/**
 * Folder of the data, outside the checkout, which the user postgres cannot
 * read. It bears a mark of the password, so that a checkout made anew at the
 * same place does not meet data it has no password for; such data is removed.
 */
async function dataFolder(name, password) {
  const mark = createHash('sha256').update(password).digest('hex').slice(0, 8);
  const own = `${name}-${mark}`;
  await forgetDatabases(name, own);
  return join(HOME, own);
}

/** Removes the data of a PostgreSQL that does not run, but for the folder `spared`. */
export async function forgetDatabases(name, spared) {
  for (const entry of await readdir(HOME)) {
    if (entry.startsWith(`${name}-`) && entry !== spared) {
      await rm(join(HOME, entry), { recursive: true });
    }
  }
}

/** PostgreSQL, run as the user postgres. */
export async function postgres({ host, port, secrets, name }) {
  const bin = await programs();
  const data = await dataFolder(name, secrets.postgres);
  const uid = Number(execFileSync('id', ['-u', USER]).toString());
  const gid = Number(execFileSync('id', ['-g', USER]).toString());
  const as = ['--reuid', USER, '--regid', USER, '--clear-groups'];
  if (!existsSync(join(data, 'PG_VERSION'))) {
    await mkdir(data, { recursive: true });
    await chown(data, uid, gid);
    const folder = await mkdtemp(join(tmpdir(), 'llm-ops-pg-'));
    const password = join(folder, 'password');
    await writeFile(password, secrets.postgres);
    await chmod(folder, 0o755);
    await chown(password, uid, gid);
    execFileSync(
      'setpriv',
      [
        ...as,
        join(bin, 'initdb'),
        '-D',
        data,
        '-U',
        USER,
        '-A',
        'scram-sha-256',
        `--pwfile=${password}`,
      ],
      { cwd: '/', stdio: 'ignore' },
    );
    await rm(folder, { recursive: true });
  }
  await rm(join(data, 'postmaster.pid'), { force: true });
  return {
    name: 'postgres',
    command: 'setpriv',
    args: [
      ...as,
      join(bin, 'postgres'),
      '-D',
      data,
      '-h',
      host,
      '-p',
      String(port),
      '-k',
      '',
      '-c',
      'max_connections=200',
    ],
    cwd: '/',
    ready: async () => !(await isFree(port, host)),
  };
}
