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
