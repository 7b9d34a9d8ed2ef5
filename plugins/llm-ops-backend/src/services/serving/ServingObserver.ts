import { isUnavailable, ServingFramework } from '@llm-ops/plugin-llm-ops-node';
import { collect } from '../../store/listing';
import { listEndpoints, updateEndpoint } from '../../store/serving/endpoints';
import { ServiceDeps } from '../deps';
import { EndpointRecord } from './types';

/** Brings endpoints up to date with their workloads. */
export class ServingObserver {
  readonly #deps: ServiceDeps;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  /** Every deployed endpoint; called every few seconds. */
  async observeAll(): Promise<void> {
    for (const endpoint of await collect(
      await listEndpoints(this.#deps.database),
    )) {
      try {
        await this.observe(endpoint);
      } catch (error) {
        if (!isUnavailable(error)) {
          this.#deps.logger.warn(
            `Endpoint ${endpoint.id} could not be observed`,
            error as Error,
          );
        }
      }
    }
  }

  /** Reads one workload's state into the record. @throws when the tool is away */
  async observe(endpoint: EndpointRecord): Promise<void> {
    if (endpoint.tool === 'external' || !endpoint.resourceNamespace) {
      return;
    }
    const framework = this.#deps.providers.byId<ServingFramework>(
      endpoint.tool,
    );
    const status = await framework
      .get({
        name: endpoint.resourceName,
        namespace: endpoint.resourceNamespace,
      })
      .catch(error => {
        if ((error as Error).name === 'NotFoundError') {
          return undefined;
        }
        throw error;
      });
    const now = this.#deps.clock().toISOString();
    const seen = {
      status: status?.state ?? ('failed' as const),
      statusMessage:
        status?.message ??
        'The workload was removed from the cluster; redeploy it',
      replicas: status?.replicas ?? endpoint.replicas,
    };
    const changed =
      seen.status !== endpoint.status ||
      seen.statusMessage !== endpoint.statusMessage ||
      JSON.stringify(seen.replicas) !== JSON.stringify(endpoint.replicas);
    await updateEndpoint(this.#deps.database, endpoint.id, {
      ...seen,
      observedAt: now,
    });
    if (changed) {
      await this.#deps.publish('endpoint', endpoint.id, 'changed');
    }
    if (seen.status === 'failed' && endpoint.status !== 'failed') {
      await this.#deps.notify(endpoint.createdBy, {
        title: `${endpoint.route} failed`,
        description: seen.statusMessage,
        link: `/llm-ops/endpoints/${endpoint.id}`,
        failed: true,
      });
    }
  }
}
