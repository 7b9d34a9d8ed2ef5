import { Knex } from 'knex';
import { Policy } from '../../services/governance/types';
import { fromJson, toJson } from '../database';

interface Row {
  id: string;
  name: string;
  scope: Policy['scope'];
  rules: string;
  status: Policy['status'];
  last_reviewed_at: string | null;
  created_by: string;
  created_at: string;
}

function toPolicy(row: Row): Policy {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    rules: fromJson(row.rules) ?? {},
    status: row.status,
    lastReviewedAt: row.last_reviewed_at ?? undefined,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

/** Writes the whole policy, new or not. */
export async function savePolicy(knex: Knex, policy: Policy): Promise<void> {
  await knex('governance_policies')
    .insert({
      id: policy.id,
      name: policy.name,
      scope: policy.scope,
      rules: toJson(policy.rules),
      status: policy.status,
      last_reviewed_at: policy.lastReviewedAt ?? null,
      created_by: policy.createdBy,
      created_at: policy.createdAt,
    })
    .onConflict('id')
    .merge();
}

export async function findPolicy(
  knex: Knex,
  id: string,
): Promise<Policy | undefined> {
  const row = await knex<Row>('governance_policies').where({ id }).first();
  return row && toPolicy(row as Row);
}

/** Newest first. */
export async function listPolicies(
  knex: Knex,
  filter: { scope?: string; status?: string },
): Promise<Policy[]> {
  const wanted = Object.entries(filter).filter(([, v]) => v !== undefined);
  const rows = await knex<Row>('governance_policies')
    .where(Object.fromEntries(wanted))
    .orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id' }]);
  return (rows as Row[]).map(toPolicy);
}
