import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * When a process was started, in clock ticks since boot (field 22 of
 * /proc/<pid>/stat); with the pid it tells a process from a later one that
 * got the same number. Undefined when there is none.
 */
export async function startTime(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(
    () => undefined,
  );
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

/** Whether the very process that was recorded still runs. */
export async function isAlive({ pid, started }) {
  return (await startTime(pid)) === started;
}

/** Ends a recorded process and its group: politely, then for good. */
export async function end(record, graceMs = 8_000) {
  if (!(await isAlive(record))) {
    return;
  }
  const signal = name => {
    try {
      process.kill(-record.pid, name);
    } catch {
      try {
        process.kill(record.pid, name);
      } catch {
        // It ended meanwhile.
      }
    }
  };
  signal('SIGTERM');
  for (let waited = 0; waited < graceMs; waited += 100) {
    if (!(await isAlive(record))) {
      return;
    }
    await sleep(100);
  }
  signal('SIGKILL');
}
