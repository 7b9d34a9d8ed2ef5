import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { containerdSocket, place as own } from './layout.mjs';
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

/** Pids whose command line names a containerd's socket, and their children. */
async function leftShims(socket) {
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
      commandLine.includes(socket)
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

/**
 * Ends what a start left: containers, mounts, rules, the bridge.
 * @param place of the checkout that left it (`placeOf`)
 */
export async function sweep(place = own) {
  for (const pid of await leftShims(place.containerdSocket)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
  const mounts = (await readFile('/proc/mounts', 'utf8'))
    .split('\n')
    .map(line => line.split(' ')[1] ?? '')
    .filter(path => path.startsWith(`${place.home}/`));
  for (const path of mounts.sort().reverse()) {
    await quietly(exec('umount', ['-l', path]));
  }
  await quietly(exec(place.kubeProxy, ['--cleanup'], { timeout: 20_000 }));
  await removeNetwork(place);
  for (const state of ['cni-addresses', 'containerd/state']) {
    await rm(join(place.home, state), { recursive: true, force: true });
  }
}
