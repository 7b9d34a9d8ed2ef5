import { Knex } from 'knex';

/**
 * Words used here.
 *
 * - **operation**: one effect at one tool, written in the same transaction as
 *   the record it belongs to, carried out later by a worker.
 * - **lane**: operations of one resource; they run one at a time, in order.
 * - **tool**: the provider instance (or `store`) an operation needs; its
 *   circuit breaker stops the claiming of its operations while it is down.
 * - **fence**: number that grows with every claim; a result is only accepted
 *   with the fence of the latest claim.
 */
export interface NewOperation {
  /** Handler that carries it out, e.g. `training.submit`. */
  kind: string;
  /** Provider instance id, or `object-store`, or `portal`. */
  tool: string;
  /** Resource, e.g. `job:<id>`. */
  lane: string;
  /** What the handler needs; never a secret. */
  payload: Record<string, unknown>;
  /** Shape of the payload; 1 when not given. */
  payloadVersion?: number;
  /** User entity ref or old `X-User-Id`. */
  createdBy: string;
  /** Sentence for people, e.g. `Import HuggingFaceTB/SmolLM2`. */
  title: string;
  /**
   * Follows from work that was accepted already, or takes work away (cancel,
   * remove): the limits of open operations do not refuse it.
   */
  followUp?: boolean;
}

export type OperationState =
  | 'pending'
  | 'leased'
  | 'done'
  | 'dead'
  | 'cancelled';

/** An operation as it stands. Times are ISO 8601, UTC. */
export interface Operation extends Omit<NewOperation, 'followUp'> {
  id: string;
  seq: number;
  payloadVersion: number;
  state: OperationState;
  /** Failures that count towards the dead-letter limit. */
  attempts: number;
  /** Times the tool was unavailable; does not count. */
  unavailable: number;
  /** Leases that ran out because a worker died. */
  crashes: number;
  fence: number;
  nextAt: string;
  /** Begin of the present outage of its tool. */
  unavailableSince?: string;
  /** The tool that is away, when it is not its own, e.g. `object-store`. */
  waitsFor?: string;
  /** Last failure, without secrets. */
  error?: string;
  /** 0 to 1 and a sentence, set by the handler while it works. */
  progress?: { fraction: number; message: string };
  result?: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
}

/** Something that happened to an operation. */
export interface OperationEvent {
  at: string;
  /** failed, unavailable, crashed, given-up, retried, skipped, cancelled. */
  event: string;
  message?: string;
  /** Who acted; undefined for the portal itself. */
  actor?: string;
}

/** What a handler gets besides the operation. */
export interface OperationContext {
  /** Aborted when the lease is lost or the process stops. */
  signal: AbortSignal;
  /** Shows progress; at most one write a second. */
  progress(fraction: number, message: string): Promise<void>;
}

/**
 * Carries out one kind of operation; must be idempotent (create-or-adopt with
 * `operation.id` as the key). What it returns is stored as the result. It may
 * enqueue what follows. Throw an error of `@backstage/errors`: `isRetryable`
 * and `isUnavailable` of llm-ops-node decide what happens next.
 */
export interface OperationHandler {
  kind: string;
  /** Newest shape of the payload it understands; 1 when not given. */
  payloadVersion?: number;
  handle(
    operation: Operation,
    context: OperationContext,
  ): Promise<Record<string, unknown> | undefined>;
  /** Called, at least once, when the operation is given up (dead or cancelled). */
  givenUp?(operation: Operation, error: Error): Promise<void>;
}

/** The part of the outbox that services use. */
export interface Outbox {
  /**
   * Adds an operation in the caller's transaction and returns its id.
   * @throws TooManyRequestsError when its user, ServiceUnavailableError when
   * its tool has as many open operations as the configuration allows
   */
  enqueue(trx: Knex.Transaction, operation: NewOperation): Promise<string>;
  /** Adds a handler; before `start`, once per kind. */
  register(handler: OperationHandler): void;
  /** First open (or else last) operation of a lane, to show what a record waits for. */
  latest(lane: string): Promise<Operation | undefined>;
  /** One sentence for people, e.g. `queued: MLflow is unreachable since 14:02; 12 waiting`; undefined when nothing waits. */
  waitingReason(lane: string): Promise<string | undefined>;
  /** The same for many lanes at once; lanes that wait for nothing are left out. */
  waitingReasons(lanes: string[]): Promise<Map<string, string>>;
  /** Wakes the workers; call after the transaction is committed. */
  wake(): void;
  /** Operations that wait, by tool. */
  waiting(): Promise<Map<string, number>>;
  /** Tells the handler that an operator gave the operation up. */
  givenUp(operation: Operation, error: Error): Promise<void>;
}
