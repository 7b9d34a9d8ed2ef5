import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import {
  AuditFilter,
  deleteAuditBefore,
  insertAudit,
  listAudit,
} from '../../store/governance/audit';
import { ServiceDeps } from '../deps';
import { AuditRecord } from './types';

/** Records deleted at a time, so that writers never wait long. */
const PURGE_BATCH = 500;
const DAY_MS = 24 * 3600_000;

/** Remembers who changed what, and who was refused. */
export class AuditService {
  readonly #deps: Pick<ServiceDeps, 'database' | 'clock' | 'logger'>;

  constructor(deps: Pick<ServiceDeps, 'database' | 'clock' | 'logger'>) {
    this.#deps = deps;
  }

  /** Writes a record; what cannot be written goes to the log in full. */
  async record(entry: Omit<AuditRecord, 'id' | 'occurredAt'>): Promise<void> {
    const record = {
      ...entry,
      id: randomUUID(),
      occurredAt: this.#deps.clock().toISOString(),
    };
    try {
      await insertAudit(this.#deps.database, record);
    } catch (error) {
      this.#deps.logger.error(
        `This audit record could not be written: ${JSON.stringify(record)}`,
        error as Error,
      );
    }
  }

  /** Deletes what is older than the retention, batch by batch. */
  async purge(retentionDays: number): Promise<number> {
    const before = new Date(
      this.#deps.clock().getTime() - retentionDays * DAY_MS,
    ).toISOString();
    let deleted = 0;
    for (;;) {
      const batch = await deleteAuditBefore(
        this.#deps.database,
        before,
        PURGE_BATCH,
      );
      deleted += batch;
      if (batch < PURGE_BATCH) {
        return deleted;
      }
      await setImmediate();
    }
  }

  /** Newest first. @throws InputError when `limit` is negative */
  async list(filter: AuditFilter): Promise<AuditRecord[]> {
    if (filter.limit < 0) {
      throw new InputError('limit cannot be negative; use 0 to 1000');
    }
    return listAudit(this.#deps.database, filter);
  }
}
