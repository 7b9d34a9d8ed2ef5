/** Longest p95 of a page or a single record at 10 connections, ms. */
const READ_MS = 50;
/** Fewest answers a second of the old list of all models. */
const WHOLE_LIST = { path: '/catalog/models', perSecond: 20 };
/** Most that a submission's p95 grows when no tool answers, ms. */
const WRITE_MS = 10;

/** Whether an address answers with a list of everything. */
const isWhole = path => /^\/(catalog|training|serving)\/\w+$/.test(path);

/** What the figures miss of the goals, a sentence each. */
export function missesOf({ reads, writes }) {
  const failed = [...reads, ...Object.values(writes)].filter(r => r.failed > 0);
  const slow = reads.filter(
    ({ path, connections, p95 }) =>
      connections === 10 && !isWhole(path) && !(p95 < READ_MS),
  );
  const whole = reads.filter(
    ({ path, connections, perSecond }) =>
      path === WHOLE_LIST.path &&
      connections === 10 &&
      perSecond < WHOLE_LIST.perSecond,
  );
  const grown = writes.down.p95 - writes.up.p95;
  return [
    ...failed.map(r => `${r.path ?? 'submissions'}: ${r.failed} failed`),
    ...slow.map(
      r =>
        `${r.path}: p95 ${r.p95?.toFixed(1)} ms, the goal is below ${READ_MS}`,
    ),
    ...whole.map(
      r =>
        `${r.path}: ${r.perSecond.toFixed(1)}/s, the goal is ${
          WHOLE_LIST.perSecond
        }`,
    ),
    ...(grown > WRITE_MS
      ? [
          `submissions: p95 is ${grown.toFixed(
            1,
          )} ms longer with every tool down, the goal is ${WRITE_MS}`,
        ]
      : []),
  ];
}
