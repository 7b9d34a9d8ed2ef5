import {
  isRetryable,
  isUnavailable,
  retryAfterOf,
  toolOf,
} from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { nowSql } from '../store/database';
import { backoffMs } from './backoff';
import { after } from './claim';
import { Outcome } from './ToolGate';
import { Operation } from './types';

/** Failures after which an operation is given up. */
const MAX_ATTEMPTS = 12;
/** Doublings of the pause while a tool is away. */
const UNAVAILABLE_STEPS = 3;

/** What a failure means for an operation. */
export interface Verdict {
  change: Record<string, unknown>;
  /** What its history says; nothing when it says so already. */
  event?: 'failed' | 'unavailable' | 'given-up';
  outcome: Outcome;
  /** The tool that was away, which need not be the operation's own. */
  away?: string;
  retryAfterMs?: number;
}

/**
 * Decides what a failure means. An outage does not count towards the limit of
 * failures, and neither does an end of the process.
 */
export function decide(
  knex: Knex,
  operation: Operation,
  error: Error,
  { stopping }: { stopping: boolean },
): Verdict {
  const pending = (ms: number) => ({
    state: 'pending',
    next_at: after(knex, ms),
    lease_until: null,
  });
  if (stopping) {
    return { change: pending(0), outcome: 'unknown' };
  }
  const retryAfterMs = retryAfterOf(error);
  if (isUnavailable(error)) {
    const blamed = toolOf(error) ?? operation.tool;
    const own = blamed === operation.tool;
    const steps = Math.min(operation.unavailable, UNAVAILABLE_STEPS);
    return {
      change: {
        ...pending(Math.max(backoffMs(steps), retryAfterMs ?? 0)),
        unavailable: operation.unavailable + 1,
        unavailable_since: knex.raw(
          `coalesce(unavailable_since, ${nowSql(knex)})`,
        ),
        waits_for: own ? null : blamed,
        error: error.message,
      },
      event: operation.unavailableSince ? undefined : 'unavailable',
      outcome: own ? 'away' : 'unknown',
      away: blamed,
      retryAfterMs,
    };
  }
  const attempts = operation.attempts + 1;
  const shared = { attempts, unavailable_since: null, waits_for: null };
  if (isRetryable(error) && attempts < MAX_ATTEMPTS) {
    return {
      change: {
        ...shared,
        ...pending(Math.max(backoffMs(attempts), retryAfterMs ?? 0)),
        error: error.message,
      },
      event: 'failed',
      outcome: 'answered',
    };
  }
  return {
    change: {
      ...shared,
      state: 'dead',
      lease_until: null,
      error: error.message,
    },
    event: 'given-up',
    outcome: 'answered',
  };
}
