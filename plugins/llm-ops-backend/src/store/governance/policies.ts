import { Knex } from 'knex';
import { Policy } from '../../services/governance/types';
import { fromJson, toJson } from '../database';
import { Listed, Listing, RecordList } from '../listing';

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

const policyList = new RecordList<Row, Policy>({
  columns: ['*'],
  sort: {
    created_at: 'created_at',
    name: 'name',
    scope: 'scope',
    status: 'status',
    owner: 'created_by',
  },
  defaultSort: '-created_at',
  created: 'created_at',
  search: ['name', 'scope', 'rules', 'created_by'],
  toRecord: toPolicy,
});

/** Newest first unless asked otherwise. */
export function listPolicies(
  knex: Knex,
  filter: { scope?: string; status?: string; owner?: string } = {},
  listing: Listing = {},
): Promise<Listed<Policy>> {
  return policyList.read(() => {
    const query = knex('governance_policies');
    if (filter.scope !== undefined) query.where('scope', filter.scope);
    if (filter.status !== undefined) query.where('status', filter.status);
    if (filter.owner !== undefined) query.where('created_by', filter.owner);
    return query;
  }, listing);
}
