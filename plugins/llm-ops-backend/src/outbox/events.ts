import { Knex } from 'knex';
import { nowSql } from '../store/database';
import { iso } from './rows';
import { OperationEvent } from './types';

/** Most events kept to show of one operation. */
const SHOWN = 100;

/** Remembers what happened to an operation. */
export async function addEvent(
  knex: Knex,
  operationId: string,
  event: Omit<OperationEvent, 'at'>,
): Promise<void> {
  await knex('operation_events').insert({
    operation_id: operationId,
    event: event.event,
    message: event.message ?? null,
    actor: event.actor ?? null,
    at: knex.raw(nowSql(knex)),
  });
}

/** What happened to an operation, newest first. */
export async function listEvents(
  knex: Knex,
  operationId: string,
): Promise<OperationEvent[]> {
  const rows = await knex('operation_events')
    .where({ operation_id: operationId })
    .orderBy('id', 'desc')
    .limit(SHOWN);
  return rows.map(row => ({
    at: iso(row.at),
    event: row.event,
    message: row.message ?? undefined,
    actor: row.actor ?? undefined,
  }));
}
