import { FIRST } from './apiSeed.mjs';
import { measure } from './load.mjs';

/** How often each side is measured, in turns. */
const ROUNDS = 3;
/** Submissions a second. */
const RATE = 20;

/** One more job for the first records. */
const SUBMISSION = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    modelId: FIRST.models,
    datasetId: FIRST.datasets,
    jobType: 'finetune',
    useGpu: false,
    resourceProfile: { cpuCores: 1 },
  }),
};

const median = numbers => numbers.sort((a, b) => a - b)[ROUNDS >> 1];

/** The middle one of several rounds, figure by figure. */
const middleOf = rounds => ({
  ...Object.fromEntries(
    ['p50', 'p95', 'p99', 'perSecond', 'cpuUs'].map(name => [
      name,
      median(rounds.map(round => round[name])),
    ]),
  ),
  failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
});

/** Stops or continues processes with all they started; a stopped one answers nothing. */
function signal(pids, name) {
  for (const pid of pids) {
    process.kill(-pid, name);
  }
}

/**
 * Submits training jobs while the tools answer and while none does, in turns.
 *
 * @param tools pids of the tools
 * @returns figures of both, `up` and `down`
 */
export async function measureWrites(cannon, target, tools, seconds) {
  const submit = () =>
    measure(cannon, target, '/training/jobs', {
      ...SUBMISSION,
      connections: 4,
      overallRate: RATE,
      seconds,
    });
  const rounds = { up: [], down: [] };
  await submit();
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.up.push(await submit());
    signal(tools, 'SIGSTOP');
    try {
      rounds.down.push(await submit());
    } finally {
      signal(tools, 'SIGCONT');
    }
  }
  return { up: middleOf(rounds.up), down: middleOf(rounds.down) };
}
