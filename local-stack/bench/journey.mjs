/**
 * `npm run bench:journey`: the main job on a new, empty stack, timed; the
 * result goes to docs/performance.md.
 */
import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { runJourney } from '../journey/run.mjs';
import { buildPortal, install } from '../lib/install.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { nodeBin, portalEnv, root } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import {
  addCluster,
  describeStack,
  startStack,
  stopStack,
} from '../lib/stack.mjs';
import { buildHub } from '../services/hub.mjs';
import { watchMemory } from './memory.mjs';
import { otherSections } from './section.mjs';

/** What research and the issue ask for, in bytes. */
const PORTAL_LIMIT = 700e6;

const seconds = begun => (Date.now() - begun) / 1000;
const megabytes = bytes => `${Math.round(bytes / 1e6)} MB`;

function report({ portalUp, clusterUp, steps, peaks, answers }) {
  const rows = (pairs, head) =>
    [
      `| ${head.join(' | ')} |`,
      `| ${head.map(() => '---').join(' | ')} |`,
      ...pairs.map(pair => `| ${pair.join(' | ')} |`),
    ].join('\n');
  return `# Performance

Measured by \`npm run bench:journey\` on ${new Date()
    .toISOString()
    .slice(0, 10)}:
${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(
    totalmem() / 2 ** 30,
  )} GiB of memory, an empty stack, everything installed
and built before. The test fails the portal's memory above ${megabytes(
    PORTAL_LIMIT,
  )}.

## Time

${rows(
  [
    ['Tools and portal up', `${portalUp.toFixed(1)} s`],
    ['Cluster up after that', `${clusterUp.toFixed(1)} s`],
    ...steps.map(step => [step.title, `${step.seconds.toFixed(1)} s`]),
  ],
  ['Step', 'Time'],
)}

## Memory

Peak of the resident memory, sampled every second.

${rows(
  [
    ['Portal backend', megabytes(peaks.portal)],
    ['MLflow, object store, hub, gateways', megabytes(peaks.tools)],
    ['Kubernetes, Argo, KServe, metrics-server', megabytes(peaks.cluster)],
    ['Pods with their shims', megabytes(peaks.pods)],
  ],
  ['Part', 'Peak'],
)}

## What it answered

${answers
  .map(
    ({ question, answer }) =>
      `- ${question}\n  ${answer.replace(/\s+/g, ' ').trim()}`,
  )
  .join('\n')}
`;
}

process.chdir(root);
await useOwnNode();
await install();
await buildHub();
await buildPortal();
const described = await describeStack('bench', { cluster: true, fresh: true });
let begun = Date.now();
const supervisor = await startStack(described);
let failed = false;
try {
  const portalUp = seconds(begun);
  const memory = watchMemory(supervisor);
  begun = Date.now();
  await addCluster(supervisor, described);
  const clusterUp = seconds(begun);
  const { steps, answers } = await runJourney(described.stack, {
    cluster: true,
  });
  memory.stop();
  const text = report({
    portalUp,
    clusterUp,
    steps,
    answers,
    peaks: memory.peaks,
  });
  const file = join(root, 'docs', 'performance.md');
  await writeFile(file, `${text}${await otherSections()}`);
  await must('format', join(nodeBin, 'yarn'), ['prettier', '--write', file], {
    env: portalEnv(),
  });
  console.log(`\n${text}`);
  failed = memory.peaks.portal > PORTAL_LIMIT;
} catch (error) {
  failed = true;
  console.error(error.message);
} finally {
  await stopStack(supervisor, described);
}
process.exit(failed ? 1 : 0);
