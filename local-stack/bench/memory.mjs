import { readdir, readFile } from 'node:fs/promises';
import { containerdSocket } from '../cluster/layout.mjs';

const PAGE_BYTES = 4096;
const EVERY_MS = 1_000;
/** Processes that are not the cluster's. */
const TOOLS = [
  'object-store',
  'mlflow',
  'hub',
  'postgres',
  'gateway-portal',
  'gateway-objectStore',
];

/** Every process: parent, resident bytes, whether it is one of our shims. */
async function readProcesses() {
  const found = new Map();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) {
      continue;
    }
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(
      () => '',
    );
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.length > 22) {
      found.set(Number(entry), {
        parent: Number(fields[1]),
        bytes: Number(fields[21]) * PAGE_BYTES,
        shim:
          command.includes('containerd-shim') &&
          command.includes(containerdSocket),
      });
    }
  }
  return found;
}

function treeBytes(processes, roots) {
  const wanted = new Set(roots);
  let grown = true;
  while (grown) {
    grown = false;
    for (const [pid, { parent }] of processes) {
      if (wanted.has(parent) && !wanted.has(pid)) {
        wanted.add(pid);
        grown = true;
      }
    }
  }
  return [...wanted].reduce(
    (sum, pid) => sum + (processes.get(pid)?.bytes ?? 0),
    0,
  );
}

/** Samples resident memory by part of the stack, and keeps the peaks. */
export function watchMemory(supervisor) {
  const peaks = { portal: 0, tools: 0, cluster: 0, pods: 0 };
  const timer = setInterval(async () => {
    const processes = await readProcesses();
    const pids = supervisor.pids();
    const named = Object.entries(pids);
    const parts = {
      portal: [pids.portal],
      tools: named
        .filter(([name]) => TOOLS.includes(name))
        .map(([, pid]) => pid),
      cluster: named
        .filter(([name]) => name !== 'portal' && !TOOLS.includes(name))
        .map(([, pid]) => pid),
      pods: [...processes].filter(([, p]) => p.shim).map(([pid]) => pid),
    };
    for (const [part, roots] of Object.entries(parts)) {
      peaks[part] = Math.max(
        peaks[part],
        treeBytes(processes, roots.filter(Boolean)),
      );
    }
  }, EVERY_MS);
  return { peaks, stop: () => clearInterval(timer) };
}
