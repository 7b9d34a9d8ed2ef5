import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bin, root, venv } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import { hashOf, once } from '../lib/stamp.mjs';
import { containerdSocket, home, images } from './layout.mjs';

const sources = join(root, 'local-stack', 'images', 'ml', 'llm_ops');
const requirements = join(root, 'local-stack', 'requirements', 'ml.txt');
const rootfs = join(images, 'rootfs');
const site = join(images, 'site');
const archive = name => join(images, `${name}.tar`);

/** What training and serving need of Debian; PyPI's torch brings GPU libraries. */
const DEBIAN = [
  'python3',
  'ca-certificates',
  'python3-torch',
  // Without it torch computes with the reference BLAS, forty times slower.
  'libopenblas0-pthread',
];
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** buildah with a store of this checkout. */
const buildah = (name, ...args) =>
  must(`buildah-${name}`, 'buildah', [
    '--root',
    join(images, 'buildah'),
    '--runroot',
    join(images, 'buildah-run'),
    '--storage-driver',
    'overlay',
    ...args,
  ]).then(output => output.trim().split('\n').at(-1));

/**
 * Makes an image and its archive.
 * @param options.from base image, or scratch
 * @param options.copy pairs of source and target
 */
async function build(
  name,
  { from = 'scratch', copy, entrypoint = [], env = {} },
) {
  const tag = `localhost/${name}:local`;
  const container = await buildah(name, 'from', '--pull-never', from);
  for (const [source, target] of copy) {
    await buildah(name, 'copy', '-q', container, source, target);
  }
  await buildah(
    name,
    'config',
    '--entrypoint',
    JSON.stringify(entrypoint),
    '--env',
    `PATH=${PATH}`,
    ...Object.entries(env).flatMap(([key, value]) => [
      '--env',
      `${key}=${value}`,
    ]),
    container,
  );
  await buildah(name, 'commit', '-q', '--rm', container, tag);
  return tag;
}

async function save(name) {
  const tag = `localhost/${name}:local`;
  await rm(archive(name), { force: true });
  await buildah(
    name,
    'push',
    '-q',
    tag,
    `docker-archive:${archive(name)}:${tag}`,
  );
}

async function mirror() {
  const folder = '/etc/apt/sources.list.d';
  const files = (await readdir(folder).catch(() => [])).map(file =>
    join(folder, file),
  );
  for (const file of [...files, '/etc/apt/sources.list']) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const [, url] =
      /^URIs: (\S+)/m.exec(text) ??
      /^deb (?:\[[^\]]*\] )?(\S+)/m.exec(text) ??
      [];
    if (url) {
      return url;
    }
  }
  throw new Error(
    'No Debian mirror is configured in /etc/apt; add one and try again',
  );
}

async function debianRoot() {
  await once('image-rootfs', { texts: DEBIAN }, async () => {
    await rm(rootfs, { recursive: true, force: true });
    await mkdir(rootfs, { recursive: true });
    await must('debootstrap', 'debootstrap', [
      '--variant=minbase',
      `--include=${DEBIAN.join()}`,
      'bookworm',
      rootfs,
      await mirror(),
    ]);
    for (const folder of [
      'usr/share/doc',
      'usr/share/man',
      'usr/share/locale',
      'var/cache/apt',
      'var/lib/apt/lists',
    ]) {
      await rm(join(rootfs, folder), { recursive: true, force: true });
    }
  });
}

async function pythonPackages() {
  await once('image-site', { files: [requirements] }, async () => {
    await rm(site, { recursive: true, force: true });
    await must('image-site', join(venv('uv'), 'bin', 'uv'), [
      'pip',
      'install',
      '-q',
      '--no-deps',
      '--python-version',
      '3.11',
      '--target',
      site,
      '-r',
      requirements,
    ]);
  });
}

async function sourceFiles() {
  const names = await readdir(sources, { recursive: true });
  return names
    .filter(name => name.endsWith('.py'))
    .sort()
    .map(name => join(sources, name));
}

/** Builds every image the cluster runs, into archives. */
export async function buildImages() {
  await mkdir(images, { recursive: true });
  await once('image-pause', { texts: ['1'] }, async () => {
    await build('pause', {
      copy: [[bin('pause'), '/pause']],
      entrypoint: ['/pause'],
    });
    await save('pause');
  });
  await once('image-argoexec', { texts: ['1'] }, async () => {
    const certificates = '/etc/ssl/certs/ca-certificates.crt';
    await build('argoexec', {
      copy: [
        [bin('argoexec'), '/bin/argoexec'],
        [certificates, certificates],
      ],
      entrypoint: ['argoexec'],
    });
    await save('argoexec');
  });
  await debianRoot();
  await pythonPackages();
  await once('image-ml-base', { texts: DEBIAN, files: [requirements] }, () =>
    build('llm-ops-ml-base', {
      copy: [
        [rootfs, '/'],
        [site, '/opt/llm-ops/site'],
      ],
      env: {
        PYTHONPATH: '/opt/llm-ops/app:/opt/llm-ops/site',
        PYTHONUNBUFFERED: '1',
        HF_HUB_OFFLINE: '1',
        HOME: '/tmp',
      },
    }),
  );
  const inputs = {
    texts: DEBIAN,
    files: [requirements, ...(await sourceFiles())],
  };
  await once('image-ml', inputs, async () => {
    const from = 'localhost/llm-ops-ml-base:local';
    const copy = [[sources, '/opt/llm-ops/app/llm_ops']];
    await build('llm-ops-ml', { from, copy });
    await save('llm-ops-ml');
    await build('storage-initializer', {
      from,
      copy,
      entrypoint: ['python3', '-m', 'llm_ops.fetch'],
    });
    await save('storage-initializer');
  });
}

/** Brings the images into containerd, those that it does not have. */
export async function importImages() {
  const file = join(home, 'images.json');
  const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const inputs = await hashOf({
    texts: DEBIAN,
    files: [requirements, ...(await sourceFiles())],
  });
  for (const [name, hash] of [
    ['pause', '1'],
    ['argoexec', '1'],
    ['llm-ops-ml', inputs],
    ['storage-initializer', inputs],
  ]) {
    if (known[name] === hash) {
      continue;
    }
    if (!existsSync(archive(name))) {
      await save(name);
    }
    await must(`import-${name}`, 'ctr', [
      '-a',
      containerdSocket,
      '-n',
      'k8s.io',
      'images',
      'import',
      archive(name),
    ]);
    known[name] = hash;
    await writeFile(file, JSON.stringify(known));
    await rm(archive(name));
  }
}
