import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isAlive, startTime } from '../lib/processes.mjs';
import { root } from '../lib/paths.mjs';

/** One cluster a machine: kube-proxy's rules belong to the whole machine. */
const FILE = '/run/llm-ops/cluster.lock';

async function holder(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Takes the machine's one place for a cluster. A start that was killed holds
 * it no longer: what it left is ended first, also if another checkout's.
 * @param options.stateDir where this start records its processes
 * @param options.endLeft told {root, stateDir} of a killed start; the place
 *   stays that start's until this is done
 * @returns {Promise<string | undefined>} who holds it and what to do, if taken
 */
export async function takeLock({ stateDir, endLeft, file = FILE }) {
  await mkdir(dirname(file), { recursive: true });
  const mine = JSON.stringify({
    pid: process.pid,
    started: await startTime(process.pid),
    root,
    stateDir,
  });
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      await writeFile(file, mine, { flag: 'wx' });
      return undefined;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }
    const other = await holder(file);
    if (other && (await isAlive(other))) {
      return `A machine holds one local cluster, and the one of ${other.root} is running (pid ${other.pid}): stop it there with "npm stop", or use --no-cluster.`;
    }
    if (other) {
      await endLeft(other);
    }
    if ((await holder(file))?.pid === other?.pid) {
      await rm(file, { force: true });
    }
  }
  return `${file} cannot be taken; remove it if no cluster runs.`;
}

/** Gives the place back, if it is ours. */
export async function releaseLock(file = FILE) {
  const other = await holder(file);
  if (other?.root === root) {
    await rm(file, { force: true });
  }
}

/** Whether a killed start of this checkout left the lock behind. */
export async function lockIsLeft(file = FILE) {
  const other = await holder(file);
  return other?.root === root && !(await isAlive(other));
}
