import { Knex } from 'knex';
import { nowSql } from '../store/database';
import { HOLDING_SQL, iso, OPEN_SQL } from './rows';

/** How full the outbox is, for one tool. */
export interface ToolQueue {
  tool: string;
  pending: number;
  leased: number;
  dead: number;
  /** When the oldest one that waits was accepted; ISO 8601. */
  oldestAt?: string;
  /** Seconds it has waited. */
  oldestSeconds: number;
}

/** Counts of open operations by tool, and how long the oldest waits. */
export async function summarize(knex: Knex): Promise<ToolQueue[]> {
  const counts = await knex('operations')
    .select<
      { tool: string; state: 'pending' | 'leased' | 'dead'; n: number }[]
    >('tool', 'state', knex.raw('count(*) AS n'))
    .whereRaw(HOLDING_SQL)
    .groupBy('tool', 'state');
  const oldest = await knex('operations')
    .select('tool', 'created_at', {
      waited: knex.raw(`${nowSql(knex)} - created_at`),
    })
    .whereIn(
      'seq',
      knex('operations').min('seq').whereRaw(OPEN_SQL).groupBy('tool'),
    );
  const queues = new Map<string, ToolQueue>();
  for (const { tool, state, n } of counts) {
    const queue = queues.get(tool) ?? {
      tool,
      pending: 0,
      leased: 0,
      dead: 0,
      oldestSeconds: 0,
    };
    queue[state] = Number(n);
    queues.set(tool, queue);
  }
  for (const { tool, created_at: createdAt, waited } of oldest) {
    const queue = queues.get(tool);
    if (queue) {
      queue.oldestAt = iso(createdAt);
      queue.oldestSeconds = Math.max(0, Math.round(Number(waited) / 1000));
    }
  }
  return [...queues.values()].sort((a, b) => a.tool.localeCompare(b.tool));
}
