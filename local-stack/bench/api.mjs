/**
 * `npm run bench:api`: every list and single read of the API on PostgreSQL with
 * 10,000 models, data sets and jobs and 1,000 endpoints.
 *
 *     npm run bench:api -- [--seconds 10] [--against http://host:port/llm-ops/v1]
 *
 * With `--against` the old addresses are asked of another server too, with the
 * old headers, each right after the portal's own, and the ratios are told.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPortal, install } from '../lib/install.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { root } from '../lib/paths.mjs';
import { withStack } from '../lib/ownStack.mjs';
import { buildHub } from '../services/hub.mjs';
import { writeApiReport } from './apiReport.mjs';
import { FIRST, seedApi } from './apiSeed.mjs';
import { missesOf } from './goals.mjs';
import { autocannon, measure } from './load.mjs';
import { measureWrites } from './writes.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    against: { type: 'string' },
    /** stack.json of an empty stack on PostgreSQL that runs already. */
    stack: { type: 'string' },
  },
});

/** What is asked: address, and whether the old platform has it too. */
const CASES = [
  ['/health', true],
  ['/catalog/models?limit=100', false],
  ['/catalog/datasets?limit=100', false],
  ['/training/jobs?limit=100', false],
  ['/serving/endpoints?limit=100', false],
  ['/catalog/models?limit=100&q=model-99&sort=name', false],
  [`/catalog/models/${FIRST.models}`, true],
  [`/catalog/datasets/${FIRST.datasets}`, true],
  [`/training/jobs/${FIRST.jobs}`, true],
  [`/serving/endpoints/${FIRST.endpoints}`, true],
  ['/catalog/models', true],
  ['/catalog/datasets', true],
  ['/training/jobs', true],
  ['/serving/endpoints', true],
];

const OLD = { 'X-User-Id': 'bench', 'X-User-Roles': 'admin,llm-ops-user' };

/** The same read of another server: its own first record, where one is named. */
async function pathAt(target, path) {
  const found = Object.values(FIRST).find(id => path.endsWith(id));
  if (!found) {
    return path;
  }
  const list = path.slice(0, -found.length - 1);
  const answer = await fetch(`${target.url}${list}`, {
    headers: target.headers,
  });
  const { data } = await answer.json();
  return `${list}/${(data.jobs ?? data)[0].id}`;
}

/** Every case, on this portal and on the other server. */
async function reads(cannon, own, other) {
  const results = [];
  for (const [path, isOld] of CASES) {
    await measure(cannon, own, path, { connections: 2, seconds: 2 });
    for (const connections of [10, 50]) {
      const load = { connections, seconds: Number(values.seconds) };
      const result = await measure(cannon, own, path, load);
      const peer =
        other && isOld
          ? await measure(cannon, other, await pathAt(other, path), load)
          : undefined;
      results.push({ ...result, peer });
      console.log(
        `${path} c=${connections}: p95 ${result.p95?.toFixed(
          1,
        )} ms, ${result.perSecond.toFixed(1)}/s, ${Math.round(
          result.cpuUs,
        )} CPU µs, ${result.failed} failed${
          peer ? `; the other ${peer.perSecond.toFixed(1)}/s` : ''
        }`,
      );
    }
  }
  return results;
}

/** Measures, writes the report, and tells whether the goals are met. */
async function bench(file) {
  const stack = JSON.parse(await readFile(file, 'utf8'));
  const { portal, postgres: _database, ...tools } = stack.pids;
  await seedApi(stack.postgres);
  const cannon = await autocannon();
  const own = {
    url: `${stack.portal.url}/llm-ops/v1`,
    headers: { authorization: `Bearer ${stack.adminToken}` },
    pid: portal,
  };
  const other = values.against && {
    url: values.against.replace(/\/$/, ''),
    headers: OLD,
  };
  const results = {
    reads: await reads(cannon, own, other),
    writes: await measureWrites(
      cannon,
      own,
      Object.values(tools),
      Number(values.seconds),
    ),
  };
  const misses = missesOf(results);
  await writeApiReport(results, misses);
  console.log(
    misses.map(text => `MISSED ${text}`).join('\n') || 'Every goal is met.',
  );
  return misses.length === 0;
}

async function main() {
  await install({ postgres: true });
  if (values.stack) {
    return bench(values.stack);
  }
  await buildHub();
  await buildPortal();
  // Entities of these records are not what is measured here.
  process.env.APP_CONFIG_llmOps_catalog_syncSeconds = '86400';
  return withStack('bench-api', { postgres: true }, ({ stateDir }) =>
    bench(join(stateDir, 'stack.json')),
  );
}

process.chdir(root);
await useOwnNode();
process.exit((await main()) ? 0 : 1);
