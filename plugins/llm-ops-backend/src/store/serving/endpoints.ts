import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { EndpointRecord } from '../../services/serving/types';
import { fromJson, toJson } from '../database';
import { Listed, Listing, RecordList } from '../listing';
import { whereReach } from '../reach';

interface Row {
  id: string;
  model_id: string;
  environment: EndpointRecord['environment'];
  route: string;
  status: EndpointRecord['status'];
  status_message: string | null;
  spec: string;
  previous_spec: string | null;
  replicas: string | null;
  tool: string;
  resource_name: string;
  resource_namespace: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
  observed_at: string | null;
  deleted_at: string | null;
}

function toRecord(row: Row): EndpointRecord {
  return {
    id: row.id,
    modelId: row.model_id,
    environment: row.environment,
    route: row.route,
    status: row.status,
    statusMessage: row.status_message ?? undefined,
    spec: fromJson(row.spec) ?? { minReplicas: 1, maxReplicas: 1 },
    previousSpec: fromJson(row.previous_spec),
    replicas: fromJson(row.replicas),
    tool: row.tool,
    resourceName: row.resource_name,
    resourceNamespace: row.resource_namespace ?? undefined,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    observedAt: row.observed_at ?? undefined,
    deletedAt: row.deleted_at ?? undefined,
  };
}

function toRow(endpoint: Partial<EndpointRecord>): Partial<Row> {
  const row: Record<string, unknown> = {
    id: endpoint.id,
    model_id: endpoint.modelId,
    environment: endpoint.environment,
    route: endpoint.route,
    status: endpoint.status,
    status_message: endpoint.statusMessage,
    spec: endpoint.spec && toJson(endpoint.spec),
    previous_spec: endpoint.previousSpec && toJson(endpoint.previousSpec),
    replicas: endpoint.replicas && toJson(endpoint.replicas),
    tool: endpoint.tool,
    resource_name: endpoint.resourceName,
    resource_namespace: endpoint.resourceNamespace,
    created_by: endpoint.createdBy,
    created_at: endpoint.createdAt,
    updated_at: endpoint.updatedAt,
    observed_at: endpoint.observedAt,
    deleted_at: endpoint.deletedAt,
  };
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  );
}

export async function insertEndpoint(
  knex: Knex,
  endpoint: EndpointRecord,
): Promise<void> {
  await knex('endpoints').insert(toRow(endpoint));
}

export async function updateEndpoint(
  knex: Knex,
  id: string,
  change: Partial<EndpointRecord>,
): Promise<boolean> {
  return (await knex('endpoints').where({ id }).update(toRow(change))) === 1;
}

export async function deleteEndpoint(knex: Knex, id: string): Promise<void> {
  await knex('endpoints').where({ id }).delete();
}

export async function findEndpoint(
  knex: Knex,
  id: string,
): Promise<EndpointRecord | undefined> {
  const row = await knex<Row>('endpoints').where({ id }).first();
  return row && toRecord(row as Row);
}

const endpointList = new RecordList<Row, EndpointRecord>({
  columns: ['*'],
  sort: {
    created_at: 'created_at',
    updated_at: 'updated_at',
    environment: 'environment',
    route: 'route',
    status: 'status',
  },
  defaultSort: '-created_at',
  created: 'created_at',
  search: ['route', 'environment'],
  toRecord,
});

/** Which endpoints are listed. */
export interface EndpointFilter {
  /** Only records within it; all when not given. */
  reach?: Reach;
  environment?: string;
  modelId?: string;
  status?: string;
  owner?: string;
  /** Also those that are being removed. */
  withDeleted?: boolean;
}

/** Newest first unless asked otherwise. */
export function listEndpoints(
  knex: Knex,
  filter: EndpointFilter = {},
  listing: Listing = {},
): Promise<Listed<EndpointRecord>> {
  return endpointList.read(() => {
    const query = knex('endpoints');
    whereReach(query, 'endpoint', filter.reach);
    if (!filter.withDeleted) query.whereNull('deleted_at');
    if (filter.environment) query.where('environment', filter.environment);
    if (filter.modelId) query.where('model_id', filter.modelId);
    if (filter.status) query.where('status', filter.status);
    if (filter.owner) query.where('created_by', filter.owner);
    return query;
  }, listing);
}

/** Endpoints within reach at any of these routes, in every environment. */
export async function findEndpointsByRoute(
  knex: Knex,
  routes: string[],
  reach: Reach,
): Promise<EndpointRecord[]> {
  const query = knex<Row>('endpoints')
    .whereIn('route', routes)
    .whereNull('deleted_at');
  whereReach(query, 'endpoint', reach);
  return (await query).map(row => toRecord(row as Row));
}
