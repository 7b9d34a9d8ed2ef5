import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { nodeBin, portalEnv } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import { writeSection } from './section.mjs';

const ms = value => (value === undefined ? '–' : value.toFixed(1));

function table(results) {
  const peers = results.some(({ peer }) => peer);
  const head = [
    'GET',
    'c',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'req/s',
    'CPU µs/req',
    'RSS MB',
    ...(peers ? ['other req/s', 'other p95 ms', 'ratio req/s'] : []),
  ];
  const rows = results.map(r => [
    `\`${r.path.replace(/[\w]{8}-[\w-]{27}/, '{id}')}\``,
    r.connections,
    ms(r.p50),
    ms(r.p95),
    ms(r.p99),
    r.perSecond.toFixed(1),
    Math.round(r.cpuUs),
    Math.round(r.rss / 1e6),
    ...(peers
      ? [
          r.peer?.perSecond.toFixed(1) ?? '–',
          ms(r.peer?.p95),
          r.peer ? (r.perSecond / r.peer.perSecond).toFixed(1) : '–',
        ]
      : []),
  ]);
  return [head, head.map(() => '---'), ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const writeRow = (title, side) =>
  `| ${title} | ${ms(side.p50)} | ${ms(side.p95)} | ${ms(side.p99)} | ${
    side.failed
  } |`;

/** Writes the section of the API in docs/performance.md. */
export async function writeApiReport({ reads, writes }, misses) {
  await writeSection(
    'bench:api',
    `## API

Measured by \`npm run bench:api\` on ${new Date().toISOString().slice(0, 10)}:
${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(
      totalmem() / 2 ** 30,
    )} GiB of memory, load average ${loadavg()[0].toFixed(
      1,
    )} at the end; PostgreSQL on the
same machine, one portal process, 10,000 models, data sets and jobs, 1,000
endpoints. Latencies are of every answer; CPU is that of the portal alone.

${table(reads)}

Training submissions, 20 a second, while MLflow, the object store and the hub
answer and while they are stopped, the middle of three rounds each:

| Tools | p50 ms | p95 ms | p99 ms | failed |
| --- | --- | --- | --- | --- |
${writeRow('answer', writes.up)}
${writeRow('answer nothing', writes.down)}

${
  misses.length === 0
    ? 'Every goal is met: pages and single reads below 50 ms p95 at c=10, the whole list of models 20 times a second, submissions no more than 10 ms p95 slower without tools.'
    : `Goals that are not met:\n\n${misses.map(text => `- ${text}`).join('\n')}`
}`,
  );
  await must(
    'prettier',
    join(nodeBin, 'yarn'),
    ['prettier', '--write', 'docs/performance.md'],
    { env: portalEnv() },
  );
}
