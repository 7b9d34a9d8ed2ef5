import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bin } from '../lib/paths.mjs';
import { containerdSocket, home } from './layout.mjs';
import { removeNetwork } from './network.mjs';

const exec = promisify(execFile);
const quietly = promise => promise.catch(() => ({ stdout: '' }));

const ctr = (...args) =>
  quietly(
    exec('ctr', ['-a', containerdSocket, '-n', 'k8s.io', ...args], {
      timeout: 8_000,
    }),
  );
const ids = async (...args) =>
  (await ctr(...args)).stdout.split('\n').filter(Boolean);

/** Ends every container, while containerd still runs. */
export async function killTasks() {
  await Promise.all(
    (
      await ids('tasks', 'ls', '-q')
    ).map(id => ctr('tasks', 'kill', '-s', '9', id)),
  );
  await Promise.all(
    (await ids('tasks', 'ls', '-q')).map(id => ctr('tasks', 'rm', '-f', id)),
  );
  await Promise.all(
    (
      await ids('containers', 'ls', '-q')
    ).map(id => ctr('containers', 'rm', id)),
  );
}

/** Pids whose command line names our containerd's socket, and their children. */
async function leftShims() {
  const pids = (await readdir('/proc')).filter(entry => /^\d+$/.test(entry));
  const parents = new Map();
  const shims = [];
  for (const pid of pids) {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(
      () => '',
    );
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    parents.set(pid, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (
      commandLine.includes('containerd-shim') &&
      commandLine.includes(containerdSocket)
    ) {
      shims.push(pid);
    }
  }
  const all = [...shims];
  for (let i = 0; i < all.length; i += 1) {
    all.push(...pids.filter(pid => parents.get(pid) === all[i]));
  }
  return all.reverse();
}

/** Ends what a killed start left: containers, mounts, rules, the bridge. */
export async function sweep() {
  for (const pid of await leftShims()) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
  const mounts = (await readFile('/proc/mounts', 'utf8'))
    .split('\n')
    .map(line => line.split(' ')[1] ?? '')
    .filter(place => place.startsWith(`${home}/`));
  for (const place of mounts.sort().reverse()) {
    await quietly(exec('umount', ['-l', place]));
  }
  await quietly(exec(bin('kube-proxy'), ['--cleanup'], { timeout: 20_000 }));
  await removeNetwork();
  await rm(join(home, 'cni-addresses'), { recursive: true, force: true });
  await rm(join(home, 'containerd', 'state'), { recursive: true, force: true });
}
