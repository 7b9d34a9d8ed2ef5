import { Knex } from 'knex';
import { countWaiting, findOutages, headsOfLanes, Outage } from './store';
import { Operation } from './types';

/** What each lane waits for, in one sentence; three queries for any number. */
export async function waitingReasons(
  knex: Knex,
  lanes: string[],
): Promise<Map<string, string>> {
  if (lanes.length === 0) {
    return new Map();
  }
  const heads = await headsOfLanes(knex, lanes);
  const outages = heads.some(head => head.state === 'pending')
    ? await findOutages(knex)
    : new Map<string, Outage>();
  const waiting =
    outages.size > 0 || heads.some(head => head.unavailableSince)
      ? await countWaiting(knex)
      : new Map<string, number>();
  return new Map(
    heads.map(head => [
      head.lane,
      reasonOf(head, outages.get(head.tool), waiting.get(head.tool) ?? 1),
    ]),
  );
}

function reasonOf(
  operation: Operation,
  outage: Outage | undefined,
  waiting: number,
): string {
  const { title, error } = operation;
  if (operation.state === 'dead') {
    return `stopped: ${title} failed (${error}); an operator can retry or skip it on the Health page`;
  }
  if (operation.unavailableSince) {
    return unreachable(
      operation.waitsFor ?? operation.tool,
      { since: operation.unavailableSince, error: error ?? '' },
      waiting,
    );
  }
  // While its tool is away only one operation tries it, for all the others.
  if (outage && operation.state === 'pending') {
    return unreachable(operation.tool, outage, waiting);
  }
  if (operation.attempts > 0) {
    return `queued: try ${operation.attempts + 1} of ${title} after: ${error}`;
  }
  return operation.progress
    ? `${title}: ${operation.progress.message}`
    : `queued: ${title}`;
}

function unreachable(
  tool: string,
  { since, error }: Outage,
  waiting: number,
): string {
  const at = since.slice(11, 16);
  return `queued: ${tool} is unreachable since ${at} UTC; ${waiting} waiting (${error})`;
}
