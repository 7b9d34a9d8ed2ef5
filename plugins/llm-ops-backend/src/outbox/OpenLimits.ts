import { ServiceUnavailableError } from '@backstage/errors';
import {
  TooManyRequestsError,
  withRetryAfter,
} from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { HOLDING_SQL } from './rows';
import { OutboxSettings } from './settings';
import { NewOperation } from './types';

/** How long counts are believed, in milliseconds. */
const FRESH_MS = 1_000;
/** When somebody who was refused may ask again, in milliseconds. */
const RETRY_AFTER_MS = 30_000;

/**
 * Refuses new operations of a user or tool that has too many open ones.
 *
 * @remarks
 * Counts are read at most once a second and corrected by what this process
 * adds meanwhile, so that accepting an operation costs no counting. Several
 * replicas can together go over a limit by what they accept within a second.
 */
export class OpenLimits {
  readonly #settings: OutboxSettings;
  #byTool = new Map<string, number>();
  #byUser = new Map<string, number>();
  #readAt = 0;

  constructor(settings: OutboxSettings) {
    this.#settings = settings;
  }

  /** Reads the counts when they are old. */
  async refresh(knex: Knex): Promise<void> {
    if (Date.now() - this.#readAt < FRESH_MS) {
      return;
    }
    this.#readAt = Date.now();
    const rows = await knex('operations')
      .select<{ tool: string; created_by: string; n: number }[]>(
        'tool',
        'created_by',
        knex.raw('count(*) AS n'),
      )
      .whereRaw(HOLDING_SQL)
      .groupBy('tool', 'created_by');
    const byTool = new Map<string, number>();
    const byUser = new Map<string, number>();
    for (const { tool, created_by: user, n } of rows) {
      add(byTool, tool, Number(n));
      add(byUser, user, Number(n));
    }
    this.#byTool = byTool;
    this.#byUser = byUser;
  }

  /** Counts an operation, or refuses it. */
  admit({ tool, createdBy, followUp }: NewOperation): void {
    const { maxOpenPerTool, maxOpenPerUser } = this.#settings;
    if (!followUp && (this.#byUser.get(createdBy) ?? 0) >= maxOpenPerUser) {
      throw withRetryAfter(
        new TooManyRequestsError(
          `${createdBy} has ${maxOpenPerUser} operations waiting, which is the limit; wait until some are done, or raise llmOps.outbox.maxOpenPerUser`,
        ),
        RETRY_AFTER_MS,
      );
    }
    if (!followUp && (this.#byTool.get(tool) ?? 0) >= maxOpenPerTool) {
      throw withRetryAfter(
        new ServiceUnavailableError(
          `${maxOpenPerTool} operations wait for ${tool}, which is the limit; try again later, or raise llmOps.outbox.maxOpenPerTool`,
        ),
        RETRY_AFTER_MS,
      );
    }
    add(this.#byTool, tool, 1);
    add(this.#byUser, createdBy, 1);
  }
}

function add(counts: Map<string, number>, key: string, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}
