import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  AuditFilter,
  insertAudit,
  listAudit,
} from '../../store/governance/audit';
import { ServiceDeps } from '../deps';
import { AuditRecord } from './types';

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

  /** Newest first. @throws InputError when `limit` is negative */
  async list(filter: AuditFilter): Promise<AuditRecord[]> {
    if (filter.limit < 0) {
      throw new InputError('limit cannot be negative; use 0 to 1000');
    }
    return listAudit(this.#deps.database, filter);
  }
}
