/** One write, or one refused access. */
export interface AuditRecord {
  id: string;
  /** Who asked; `anonymous` without an identity. */
  actorId: string;
  /** The operation's id in openapi.yaml. */
  action: string;
  /** Kind of record, e.g. `model`. */
  resourceType: string;
  resourceId?: string;
  result: 'allowed' | 'denied';
  /** Code of the answer, request id, and why it failed if it did. */
  metadata?: Record<string, unknown>;
  /** ISO 8601, UTC. */
  occurredAt: string;
}

export const POLICY_STATUSES = [
  'draft',
  'active',
  'deprecated',
  'retired',
] as const;
export type PolicyStatus = (typeof POLICY_STATUSES)[number];

export const POLICY_SCOPES = [
  'model',
  'dataset',
  'user',
  'project',
  'catalog',
  'training',
  'serving',
  'global',
] as const;
export type PolicyScope = (typeof POLICY_SCOPES)[number];

/** Rules for the operations of a scope. */
export interface Policy {
  id: string;
  name: string;
  scope: PolicyScope;
  /** As they were given; an active policy's are well formed. */
  rules: Record<string, unknown>;
  /** Only an active one is evaluated. */
  status: PolicyStatus;
  lastReviewedAt?: string;
  createdBy: string;
  createdAt: string;
}
