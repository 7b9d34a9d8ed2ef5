import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Fields of /proc/<pid>/stat from the third on; undefined without a process,
 * and for one that ended and was not waited for yet.
 */
async function statOf(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(
    () => undefined,
  );
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? undefined : fields;
}

/**
 * When a process was started, in clock ticks since boot (field 22 of
 * /proc/<pid>/stat); with the pid it tells a process from a later one that
 * got the same number. Undefined when there is none.
 */
export async function startTime(pid) {
  return (await statOf(pid))?.[19];
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

/**
 * Ends at once what a recorded process that is dead left of its session:
 * children that outlived it and may hold its port.
 */
export async function endOrphans(record) {
  if (!record.started) {
    return;
  }
  for (const pid of await readdir('/proc')) {
    const stat = /^\d+$/.test(pid) ? await statOf(pid) : undefined;
    // Field 6 is the session; only later processes can be in this one.
    const own =
      stat?.[3] === String(record.pid) &&
      Number(stat[19]) >= Number(record.started);
    if (own) {
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It ended meanwhile.
      }
    }
  }
}
