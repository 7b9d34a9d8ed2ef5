import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isAlive, startTime } from '../lib/processes.mjs';
import { root } from '../lib/paths.mjs';

/** One cluster a machine: kube-proxy's rules belong to the whole machine. */
const FILE = '/run/llm-ops/cluster.lock';

async function holder() {
  try {
    return JSON.parse(await readFile(FILE, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Takes the machine's one place for a cluster.
 * @returns {Promise<string | undefined>} who holds it and what to do, if taken
 */
export async function takeLock() {
  await mkdir('/run/llm-ops', { recursive: true });
  const mine = JSON.stringify({
    pid: process.pid,
    started: await startTime(process.pid),
    root,
  });
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      await writeFile(FILE, mine, { flag: 'wx' });
      return undefined;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }
    const other = await holder();
    if (other && (await isAlive(other))) {
      return `A machine holds one local cluster, and the one of ${other.root} is running (pid ${other.pid}): stop it there with "npm stop", or use --no-cluster.`;
    }
    if (other && other.root !== root && existsSync(other.root)) {
      return `A start in ${other.root} was killed and may have left its cluster running: run "npm stop" there, or use --no-cluster.`;
    }
    await rm(FILE, { force: true });
  }
  return `${FILE} cannot be taken; remove it if no cluster runs.`;
}

/** Gives the place back, if it is ours. */
export async function releaseLock() {
  const other = await holder();
  if (other?.root === root) {
    await rm(FILE, { force: true });
  }
}

/** Whether a killed start of this checkout left the lock behind. */
export async function lockIsLeft() {
  const other = await holder();
  return other?.root === root && !(await isAlive(other));
}
