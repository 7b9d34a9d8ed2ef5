import { execFileSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { local, root } from './paths.mjs';
import { isFree } from './ports.mjs';

const GB = 1e9;
/** Room an installation takes, in bytes; measured, with some to spare. */
const NEEDED_BYTES = 8 * GB;
/** The same with the cluster's programs, Go's cache and the images. */
const NEEDED_WITH_CLUSTER_BYTES = 25 * GB;

/** First version number in a text, as [major, minor]. */
export function versionIn(text) {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

/** Whether a version is at least another; both [major, minor]. */
export function atLeast(version, wanted) {
  return (
    version !== undefined &&
    (version[0] > wanted[0] ||
      (version[0] === wanted[0] && version[1] >= wanted[1]))
  );
}

/** What a command prints about its version; undefined when there is none. */
export function versionOf(command, args) {
  try {
    return versionIn(
      execFileSync(command, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
      }).toString(),
    );
  } catch {
    return undefined;
  }
}

/** Process that listens on a port, as `name (pid n)`. */
export function holderOf(port) {
  try {
    const line = execFileSync('ss', ['-ltnpH', `sport = :${port}`]).toString();
    const [, name, pid] = /users:\(\("([^"]+)",pid=(\d+)/.exec(line) ?? [];
    return name ? `${name} (pid ${pid})` : 'another process';
  } catch {
    return 'another process';
  }
}

/**
 * Lines that say what is missing and what to do; empty when all is there.
 * Looks only, changes nothing.
 */
export async function preflight({
  port,
  cluster = false,
  facts = readFacts(),
} = {}) {
  const needed =
    cluster && !facts.clusterIsBuilt ? NEEDED_WITH_CLUSTER_BYTES : NEEDED_BYTES;
  const missing = [];
  if (facts.platform !== 'linux') {
    missing.push('This is not Linux; run it on Debian 12.');
  }
  if (!facts.root) {
    missing.push('Not root: packages cannot be installed. Run it with sudo.');
  }
  if (!atLeast(facts.node, [20, 0])) {
    missing.push(
      'Node 20 or newer is needed: apt-get install nodejs, or from nodejs.org.',
    );
  }
  if (!atLeast(facts.python, [3, 11])) {
    missing.push(
      'Python 3.11 or newer is needed: apt-get install python3 python3-venv.',
    );
  }
  if (!atLeast(facts.go, [1, 24])) {
    missing.push(
      'Go 1.24 or newer is needed to build the object store: see go.dev/doc/install.',
    );
  }
  if (facts.freeBytes < needed) {
    missing.push(
      `The disk has ${(facts.freeBytes / GB).toFixed(1)} GB free; ${
        needed / GB
      } GB are needed${cluster ? ' (8 with --no-cluster)' : ''}.`,
    );
  }
  if (port !== undefined && !(await isFree(port))) {
    missing.push(
      `Port ${port} is taken by ${holderOf(
        port,
      )}: end it, or choose another with --port.`,
    );
  }
  return missing;
}

function readFacts() {
  const disk = statfsSync(root);
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    node: versionIn(process.version),
    python: versionOf('python3', ['--version']),
    go: versionOf('go', ['version']),
    freeBytes: disk.bavail * disk.bsize,
    clusterIsBuilt: existsSync(join(local, 'stamps', 'image-ml')),
  };
}
