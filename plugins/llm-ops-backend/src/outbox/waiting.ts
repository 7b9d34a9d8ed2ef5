import { Knex } from 'knex';
import { countWaiting, headsOfLanes } from './store';
import { Operation } from './types';

/** What each lane waits for, in one sentence; two queries for any number. */
export async function waitingReasons(
  knex: Knex,
  lanes: string[],
): Promise<Map<string, string>> {
  if (lanes.length === 0) {
    return new Map();
  }
  const heads = await headsOfLanes(knex, lanes);
  const waiting = heads.some(head => head.unavailableSince)
    ? await countWaiting(knex)
    : new Map<string, number>();
  return new Map(
    heads.map(head => [head.lane, reasonOf(head, waiting.get(head.tool) ?? 1)]),
  );
}

function reasonOf(operation: Operation, waiting: number): string {
  const { title, error } = operation;
  if (operation.state === 'dead') {
    return `stopped: ${title} failed (${error}); an operator can retry or skip it on the Health page`;
  }
  if (operation.unavailableSince) {
    const tool = operation.waitsFor ?? operation.tool;
    const since = operation.unavailableSince.slice(11, 16);
    return `queued: ${tool} is unreachable since ${since} UTC; ${waiting} waiting (${error})`;
  }
  if (operation.attempts > 0) {
    return `queued: try ${operation.attempts + 1} of ${title} after: ${error}`;
  }
  return operation.progress
    ? `${title}: ${operation.progress.message}`
    : `queued: ${title}`;
}
