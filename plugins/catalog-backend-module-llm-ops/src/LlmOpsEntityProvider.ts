import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { LlmOpsClient, unwrapAnswer } from '@llm-ops/plugin-llm-ops-common';
import { Records, toEntities } from './entities';

/**
 * Projects the records of LLM-Ops into the catalog: in full every so often,
 * and soon after a record changed. Events may be lost; the full sync is the
 * truth. When the API fails, the catalog keeps what it has.
 */
export class LlmOpsEntityProvider implements EntityProvider {
  readonly #logger: LoggerService;
  readonly #events: EventsService;
  readonly #schedule: SchedulerServiceTaskRunner;
  readonly #connect: () => Promise<LlmOpsClient>;
  readonly #baseUrl: string;
  #connection: EntityProviderConnection | undefined;

  constructor(options: {
    logger: LoggerService;
    events: EventsService;
    schedule: SchedulerServiceTaskRunner;
    connect: () => Promise<LlmOpsClient>;
    /** Address of the portal's pages. */
    baseUrl: string;
  }) {
    this.#baseUrl = options.baseUrl;
    this.#logger = options.logger;
    this.#events = options.events;
    this.#schedule = options.schedule;
    this.#connect = options.connect;
  }

  getProviderName(): string {
    return 'llm-ops';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#schedule.run({
      id: 'llm-ops-catalog-sync',
      fn: () => this.sync(),
    });
    await this.#events.subscribe({
      id: 'catalog-llm-ops',
      topics: ['llm-ops'],
      onEvent: async ({ eventPayload }) => {
        if ((eventPayload as { kind?: string }).kind !== 'job') {
          await this.sync();
        }
      },
    });
  }

  /** Reads every record and replaces the provider's entities. */
  async sync(): Promise<void> {
    try {
      const client = await this.#connect();
      const [models, datasets, endpoints] = await Promise.all([
        client.GET('/catalog/models'),
        client.GET('/catalog/datasets'),
        client.GET('/serving/endpoints'),
      ]);
      const records = {
        models: unwrapAnswer(models as never),
        datasets: unwrapAnswer(datasets as never),
        endpoints: unwrapAnswer(endpoints as never),
      } as Records;
      await this.#connection?.applyMutation({
        type: 'full',
        entities: toEntities(records, this.#baseUrl).map(entity => ({
          entity,
          locationKey: 'llm-ops',
        })),
      });
    } catch (error) {
      this.#logger.warn(
        'The catalog could not be synced with LLM-Ops',
        error as Error,
      );
    }
  }
}
