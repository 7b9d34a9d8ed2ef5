import { maskSecrets } from '../../secrets';
import { AuditRecord } from '../../services/governance/types';
import { insertAudit } from '../../store/governance/audit';
import { object, text, time } from '../source/values';
import { Kind } from '../types';
import { currentRows, existing, Notes } from './support';

const RESULTS = ['allowed', 'denied'] as const;

/** The audit log, which only grows. */
export const audit: Kind<AuditRecord> = {
  name: 'audit',
  source: 'audit_logs',
  target: 'audit_logs',
  watermark: ['occurred_at'],
  incremental: true,
  batch: 500,
  plan({ row }) {
    const notes = new Notes();
    const metadata = object(row.metadata);
    return {
      notes: notes.list,
      record: {
        id: row.id,
        actorId: notes.or(text(row.actor_id), 'unknown', 'actor_id'),
        action: notes.or(text(row.action), 'unknown', 'action'),
        resourceType: notes.or(
          text(row.resource_type),
          'unknown',
          'resource_type',
        ),
        resourceId: text(row.resource_id),
        result: notes.among(text(row.result), RESULTS, 'allowed', 'result'),
        metadata: metadata && maskSecrets(metadata),
        occurredAt: time(row.occurred_at) ?? new Date(0).toISOString(),
      },
    };
  },
  async write(trx, { record }) {
    if (!(await existing(trx, 'audit_logs', [record.id])).size) {
      await insertAudit(trx, record);
    }
  },
  comparable: ({ record: r }) => [
    r.actorId,
    r.action,
    r.resourceType,
    r.resourceId ?? null,
    r.result,
    r.occurredAt,
  ],
  current: (ids, context) =>
    currentRows(context, 'audit_logs', ids, row => [
      row.actor_id,
      row.action,
      row.resource_type,
      row.resource_id,
      row.result,
      row.occurred_at,
    ]),
};
