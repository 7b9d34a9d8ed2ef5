import { Knex } from 'knex';
import { AuditRecord } from '../../services/governance/types';
import { fromJson, toJson } from '../database';

interface Row {
  id: string;
  actor_id: string;
  action: string;
  resource_type: string;
  resource_id: string | null;
  result: AuditRecord['result'];
  metadata: string | null;
  occurred_at: string;
}

export interface AuditFilter {
  actorId?: string;
  resourceType?: string;
  action?: string;
  limit: number;
}

/** Characters of a resource's id that are kept; callers send any number. */
const ID_LENGTH = 255;

function shorten(id: string | undefined): string | undefined {
  return id && id.length > ID_LENGTH ? `${id.slice(0, ID_LENGTH - 1)}…` : id;
}

export async function insertAudit(
  knex: Knex,
  record: AuditRecord,
): Promise<void> {
  await knex('audit_logs').insert({
    id: record.id,
    actor_id: record.actorId,
    action: record.action,
    resource_type: record.resourceType,
    resource_id: shorten(record.resourceId) ?? null,
    result: record.result,
    metadata: toJson(record.metadata),
    occurred_at: record.occurredAt,
  });
}

/** Deletes at most `limit` records from before a time; gives the number. */
export async function deleteAuditBefore(
  knex: Knex,
  before: string,
  limit: number,
): Promise<number> {
  return knex('audit_logs')
    .whereIn(
      'id',
      knex('audit_logs')
        .select('id')
        .where('occurred_at', '<', before)
        .limit(limit),
    )
    .delete();
}

/** Newest first. */
export async function listAudit(
  knex: Knex,
  filter: AuditFilter,
): Promise<AuditRecord[]> {
  const wanted = Object.entries({
    actor_id: filter.actorId,
    resource_type: filter.resourceType,
    action: filter.action,
  }).filter(([, value]) => value !== undefined);
  const rows = await knex<Row>('audit_logs')
    .where(Object.fromEntries(wanted))
    .orderBy([{ column: 'occurred_at', order: 'desc' }, { column: 'id' }])
    .limit(filter.limit);
  return (rows as Row[]).map(row => ({
    id: row.id,
    actorId: row.actor_id,
    action: row.action,
    resourceType: row.resource_type,
    resourceId: row.resource_id ?? undefined,
    result: row.result,
    metadata: fromJson(row.metadata),
    occurredAt: row.occurred_at,
  }));
}
