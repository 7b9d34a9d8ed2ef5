import { Config } from '@backstage/config';
import { LEASE_MS } from './claim';

/** How the outbox works; times in milliseconds. */
export interface OutboxSettings {
  /** How long a claim lasts without renewal. */
  leaseMs: number;
  /** Operations of one tool that one process works on at the same time. */
  concurrency: number;
  /** Open operations a user may have. */
  maxOpenPerUser: number;
  /** Open operations a tool may have. */
  maxOpenPerTool: number;
  /** How long what has ended is kept. */
  retentionMs: number;
  /** How long running operations may go on when the process is asked to end. */
  drainMs: number;
}

const DAY_MS = 86_400_000;

export const DEFAULT_SETTINGS: OutboxSettings = {
  leaseMs: LEASE_MS,
  concurrency: 8,
  maxOpenPerUser: 10_000,
  maxOpenPerTool: 50_000,
  retentionMs: 7 * DAY_MS,
  drainMs: 5_000,
};

/**
 * Reads `llmOps.outbox`.
 * @throws Error with the key, the reason and an example
 */
export function readOutboxSettings(config: Config): OutboxSettings {
  const read = (key: string, fallback: number, factor = 1) => {
    const path = `llmOps.outbox.${key}`;
    const value = config.getOptionalNumber(path);
    if (value === undefined) {
      return fallback;
    }
    if (!(value > 0)) {
      throw new Error(
        `${path}: ${value} is not a number above 0; for example ${
          fallback / factor
        }`,
      );
    }
    return value * factor;
  };
  const standard = DEFAULT_SETTINGS;
  return {
    leaseMs: standard.leaseMs,
    concurrency: Math.ceil(read('concurrency', standard.concurrency)),
    maxOpenPerUser: read('maxOpenPerUser', standard.maxOpenPerUser),
    maxOpenPerTool: read('maxOpenPerTool', standard.maxOpenPerTool),
    retentionMs: read('retentionDays', standard.retentionMs, DAY_MS),
    drainMs: read('drainSeconds', standard.drainMs, 1_000),
  };
}
