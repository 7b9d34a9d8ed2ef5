/**
 * `npm run bench:tracking`: how fast the portal takes metrics, beside MLflow
 * itself in the same run, and whether any is lost while MLflow is killed. The
 * result goes to docs/performance.md. `--stack FILE` uses a stack that runs.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPortal, install } from '../lib/install.mjs';
import { nodeBin, portalEnv, root } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import { describeStack, startStack, stopStack } from '../lib/stack.mjs';
import { buildHub } from '../services/hub.mjs';
import { writeSection } from './section.mjs';

const { values } = parseArgs({
  options: {
    stack: { type: 'string' },
    jobs: { type: 'string', default: '50' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    outage: { type: 'boolean', default: false },
  },
});
const JOBS = Number(values.jobs);
const RATE = Number(values.rate);
const SECONDS = Number(values.seconds);
/** Points of each of the three measurements of intake. */
const POINTS = 10_000;
const BATCH = 500;
/** Single points MLflow is asked to take. */
const SINGLES = 150;

let stop = async () => {};
if (!values.stack) {
  await install({ postgres: true });
  await buildHub();
  await buildPortal();
  const described = await describeStack('bench', {
    postgres: true,
    cluster: false,
    fresh: true,
  });
  const supervisor = await startStack(described);
  values.stack = join(described.stateDir, 'stack.json');
  stop = () => stopStack(supervisor, described);
}
process.env.LLM_OPS_TEST_STACK_JSON = values.stack;
const { stack, until, call } = await import('../../e2e-tests/api/client.mjs');
const { historyAt, mlflow, pidOf, prepare, submit } = await import(
  '../../e2e-tests/api/tracking/jobs.mjs'
);

const portal = `${stack.portal.url}/llm-ops/v1/mlflow/api/2.0/mlflow`;
const direct = `${stack.mlflow.url}/api/2.0/mlflow`;

async function post(base, token, path, body) {
  const response = await fetch(`${base}/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${path} got ${response.status}: ${text.slice(0, 300)}`);
  }
}

const points = (key, from, count) =>
  Array.from({ length: count }, (_, i) => ({
    key,
    value: (from + i) / 3,
    timestamp: 1_700_000_000_000 + from + i,
    step: from + i,
  }));

/** Metrics a second of the work. */
async function rateOf(count, work) {
  const begun = performance.now();
  await work();
  return count / ((performance.now() - begun) / 1000);
}

async function batches(base, token, run_id, key) {
  for (let from = 0; from < POINTS; from += BATCH) {
    await post(base, token, 'runs/log-batch', {
      run_id,
      metrics: points(key, from, BATCH),
    });
  }
}

/** MLflow by itself, then the portal, with the same bodies. */
async function intake(job, trackingRunId) {
  const single = await rateOf(SINGLES, async () => {
    for (const point of points('single', 0, SINGLES)) {
      await post(direct, '', 'runs/log-metric', {
        run_id: trackingRunId,
        ...point,
      });
    }
  });
  const raw = await rateOf(POINTS, () =>
    batches(direct, '', trackingRunId, 'raw'),
  );
  const own = await rateOf(POINTS, () =>
    batches(portal, job.token, job.runId, 'portal'),
  );
  await delivered(job);
  return { single, raw, own };
}

const runOf = async job =>
  (await call('GET', `/training/jobs/${job.id}/experiment-run`)).body.data;

const delivered = job =>
  until('the delivery', 900, async () => {
    const run = await runOf(job);
    return run.trackingRunId && run.pendingPoints === 0 && run;
  });

/** Every job logs RATE points a second in one batch each second. */
async function load(jobs) {
  const latencies = [];
  const begun = performance.now();
  const one = async (job, offset) => {
    for (let second = 0; second < SECONDS; second++) {
      const due = begun + offset + second * 1000;
      const wait = due - performance.now();
      if (wait > 0) {
        await new Promise(resolve => setTimeout(resolve, wait));
      }
      const sent = performance.now();
      await post(portal, job.token, 'runs/log-batch', {
        run_id: job.runId,
        metrics: points('load', second * RATE, RATE),
      });
      latencies.push(performance.now() - sent);
    }
  };
  const outage = values.outage
    ? setTimeout(async () => {
        process.kill(await pidOf('mlflow'), 'SIGKILL');
      }, (SECONDS * 1000) / 3)
    : undefined;
  await Promise.all(jobs.map((job, i) => one(job, (i * 1000) / jobs.length)));
  clearTimeout(outage);
  const accepted = (performance.now() - begun) / 1000;
  let [lost, doubled] = [0, 0];
  for (const job of jobs) {
    const { trackingRunId } = await delivered(job);
    const steps = (await historyAt(trackingRunId, 'load')).map(p => p.step);
    const distinct = new Set(steps).size;
    lost += RATE * SECONDS - distinct;
    doubled += steps.length - distinct;
  }
  const all = (performance.now() - begun) / 1000;
  latencies.sort((a, b) => a - b);
  const at = share => latencies[Math.floor((latencies.length - 1) * share)];
  return {
    accepted,
    all,
    lost,
    doubled,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

try {
  const records = await prepare();
  const jobs = [];
  for (let i = 0; i < JOBS; i++) {
    jobs.push(await submit(records));
  }
  const { trackingRunId } = await delivered(jobs[0]);
  await mlflow(`runs/get?run_id=${trackingRunId}`);
  const { single, raw, own } = await intake(jobs[0], trackingRunId);
  console.log({ single, raw, own });
  const seen = await load(jobs);
  console.log(seen);
  const round = number => Math.round(number).toLocaleString('en');
  await writeSection(
    'bench:tracking',
    `## Tracking intake

Measured by \`npm run bench:tracking\` on ${new Date()
      .toISOString()
      .slice(0, 10)}: ${cpus().length} cores, the portal on ${
      stack.postgres ? 'PostgreSQL' : 'SQLite'
    }, MLflow on SQLite, all in one run.

| Metrics taken in | a second | beside one at a time | beside raw batches |
| --- | --- | --- | --- |
| MLflow, one at a time | ${round(single)} | 1 | ${(single / raw).toFixed(3)} |
| MLflow, batches of ${BATCH} | ${round(raw)} | ${(raw / single).toFixed(
      1,
    )} | 1 |
| The portal, batches of ${BATCH} | ${round(own)} | ${(own / single).toFixed(
      1,
    )} | ${(own / raw).toFixed(2)} |

${JOBS} jobs with ${RATE} metrics a second each for ${SECONDS} s${
      values.outage ? ', MLflow killed after a third of them' : ''
    }: all taken in ${seen.accepted.toFixed(0)} s (p50 ${seen.p50.toFixed(
      0,
    )} ms, p95 ${seen.p95.toFixed(0)} ms, p99 ${seen.p99.toFixed(
      0,
    )} ms a batch), all at MLflow after ${seen.all.toFixed(0)} s; ${
      seen.lost
    } lost, ${seen.doubled} doubled.`,
  );
  await must(
    'format',
    join(nodeBin, 'yarn'),
    ['prettier', '--write', join(root, 'docs', 'performance.md')],
    { env: portalEnv() },
  );
  process.exitCode = seen.lost + seen.doubled > 0 ? 1 : 0;
} finally {
  await stop();
}
