import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { addUsage } from '../../store/cost/usage';
import { BufferedCounts } from './BufferedCounts';
import { NO_USAGE, Usage } from './types';

/** Counts the use of endpoints. */
export class UsageMeter {
  readonly #counts: BufferedCounts<Usage>;
  readonly #clock: () => Date;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    clock: () => Date;
  }) {
    this.#clock = options.clock;
    this.#counts = new BufferedCounts({
      logger: options.logger,
      write: usages => options.knex.transaction(trx => addUsage(trx, usages)),
      keyOf: ({ day, resourceId, subject, team }) =>
        JSON.stringify([day, resourceId, subject, team]),
    });
  }

  start(): void {
    this.#counts.start();
  }

  /** Writes what is left. */
  stop(): Promise<void> {
    return this.#counts.stop();
  }

  /** Writes what has been counted; what cannot be written is kept. */
  flush(): Promise<void> {
    return this.#counts.flush();
  }

  /** Counts one answered request of an endpoint. */
  request(request: {
    endpointId: string;
    subject: string;
    team: string;
    promptTokens: number;
    completionTokens: number;
  }): void {
    const { endpointId, ...own } = request;
    this.#counts.add({
      ...NO_USAGE,
      ...own,
      day: this.#clock().toISOString().slice(0, 10),
      resourceType: 'serving',
      resourceId: endpointId,
      gpuType: '',
      requests: 1,
    });
  }
}
