import { parseRules } from '../../services/governance/rules';
import {
  Policy,
  POLICY_SCOPES,
  POLICY_STATUSES,
} from '../../services/governance/types';
import { savePolicy } from '../../store/governance/policies';
import { hashOf, object, text, time } from '../source/values';
import { Kind } from '../types';
import { currentRows, Notes, OLD_PLATFORM } from './support';

/** Governance policies. */
export const policies: Kind<Policy> = {
  name: 'policies',
  source: 'governance_policies',
  target: 'governance_policies',
  watermark: ['created_at'],
  batch: 200,
  plan({ row }) {
    const notes = new Notes();
    const rules = object(row.rules) ?? {};
    const status = notes.among(
      text(row.status),
      POLICY_STATUSES,
      'draft',
      'status',
    );
    return {
      notes: notes.list,
      record: {
        id: row.id,
        name: notes.or(text(row.name), row.id, 'name'),
        scope: notes.among(text(row.scope), POLICY_SCOPES, 'global', 'scope'),
        rules,
        status: status === 'active' ? activeIfWellFormed(rules, notes) : status,
        lastReviewedAt: time(row.last_reviewed_at),
        createdBy: OLD_PLATFORM,
        createdAt: time(row.created_at) ?? new Date(0).toISOString(),
      },
    };
  },
  async write(trx, { record, notes }) {
    const taken = await trx('governance_policies')
      .where({ name: record.name, scope: record.scope })
      .whereNot({ id: record.id })
      .first('id');
    const name = taken
      ? `${record.name}-${record.id.slice(0, 8)}`
      : record.name;
    if (taken) {
      notes.push(`name ${record.name} was taken: ${name}`);
    }
    await savePolicy(trx, { ...record, name });
  },
  comparable: ({ record: r }) => [
    r.scope,
    hashOf(r.rules),
    r.status,
    r.lastReviewedAt ?? null,
    r.createdAt,
  ],
  current: (ids, context) =>
    currentRows(context, 'governance_policies', ids, row => [
      row.scope,
      hashOf(JSON.parse(row.rules)),
      row.status,
      row.last_reviewed_at,
      row.created_at,
    ]),
};

/** The old platform never evaluated its rules, so they may be anything. */
function activeIfWellFormed(
  rules: Record<string, unknown>,
  notes: Notes,
): Policy['status'] {
  try {
    parseRules(rules);
    return 'active';
  } catch (error) {
    notes.add(`it was active, but ${(error as Error).message}: draft`);
    return 'draft';
  }
}
