import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { local } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';

const AUTOCANNON = '8.0.0';
/** Microseconds of one tick of /proc; Linux has a hundred a second. */
const TICK_US = 10_000;

/** The load generator, out of its package; nothing of the portal needs it. */
export async function autocannon() {
  const home = join(local, 'autocannon');
  const place = join(home, 'node_modules', 'autocannon');
  const { version } = JSON.parse(
    await readFile(join(place, 'package.json'), 'utf8').catch(() => '{}'),
  );
  if (version !== AUTOCANNON) {
    await must('npm-autocannon', 'npm', [
      'install',
      '--prefix',
      home,
      '--no-audit',
      '--no-fund',
      `autocannon@${AUTOCANNON}`,
    ]);
  }
  return (await import(pathToFileURL(join(place, 'autocannon.js')))).default;
}

/** Processor time of a process so far, in microseconds, and its memory. */
async function usage(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return {
    cpuUs: (Number(fields[11]) + Number(fields[12])) * TICK_US,
    rss: Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024,
  };
}

/**
 * Asks one address again and again.
 *
 * @param target `{url, headers, pid}`; without pid, no processor time is told
 * @param options `connections`, `seconds`, and what autocannon takes besides,
 *   such as `method`, `body` and `overallRate`
 * @returns latencies in milliseconds, requests a second, CPU microseconds a request
 */
export async function measure(
  cannon,
  target,
  path,
  { connections, seconds, headers, ...options },
) {
  const latencies = [];
  const before = target.pid && (await usage(target.pid));
  let peak = 0;
  const watch =
    target.pid &&
    setInterval(async () => {
      peak = Math.max(peak, (await usage(target.pid)).rss);
    }, 500);
  const run = cannon({
    url: `${target.url}${path}`,
    ...options,
    headers: { ...target.headers, ...headers },
    connections,
    duration: seconds,
    timeout: 120,
  });
  run.on('response', (_client, _code, _bytes, ms) => latencies.push(ms));
  const result = await run;
  clearInterval(watch);
  const after = target.pid && (await usage(target.pid));
  latencies.sort((a, b) => a - b);
  const at = part => latencies[Math.floor((latencies.length - 1) * part)];
  return {
    path,
    connections,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    perSecond: latencies.length / result.duration,
    failed: result.non2xx + result.errors + result.timeouts,
    cpuUs: target.pid && (after.cpuUs - before.cpuUs) / latencies.length,
    rss: peak || after?.rss,
  };
}
