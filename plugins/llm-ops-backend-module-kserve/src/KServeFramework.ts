import { NotFoundError } from '@backstage/errors';
import {
  CallOptions,
  Cluster,
  Environment,
  KubeObject,
  PodInfo,
  ProviderInstance,
  ServingFramework,
  ServingRef,
  ServingSpec,
  ServingStatus,
  probeResources,
  ToolHealth,
} from '@llm-ops/plugin-llm-ops-node';
import { PodView, summarize } from './map';
import { renderInferenceService, RenderOptions } from './render';

const SERVICES = {
  group: 'serving.kserve.io',
  version: 'v1beta1',
  plural: 'inferenceservices',
};
/** Label KServe puts on everything of an InferenceService. */
const LABEL = 'serving.kserve.io/inferenceservice';
/** Tries of a write that the controller got in the way of. */
const WRITE_TRIES = 5;

/** {@link ServingFramework} over KServe's InferenceService, Standard mode. */
export class KServeFramework implements ServingFramework {
  readonly name = 'kserve';
  readonly displayName = 'KServe';
  readonly supports = {
    autoscaling: true,
    canary: false,
    gpu: true,
    multiFramework: true,
    scaleToZero: false,
  };
  readonly instance: ProviderInstance;
  readonly #cluster: Cluster;
  readonly #render: RenderOptions;

  constructor(
    options: RenderOptions & {
      id: string;
      environments: readonly Environment[];
      cluster: Cluster;
    },
  ) {
    this.#cluster = options.cluster;
    this.#render = options;
    this.instance = {
      id: options.id,
      tool: 'kserve',
      environments: options.environments,
      supportedVersions: '>=0.15 <1',
      upgradePath:
        'Apply the custom resources, then the controller of KServe 0.15 or later; endpoints keep serving meanwhile',
    };
  }

  probe(): Promise<ToolHealth> {
    return probeResources(this.#cluster, {
      title: 'InferenceServices',
      kind: SERVICES,
      namespace: Object.values(this.#render.namespaces)[0],
      controller: 'kserve-controller-manager',
    });
  }

  render(spec: ServingSpec, key: string): object {
    return renderInferenceService(spec, key, this.#render);
  }

  async apply(
    spec: ServingSpec,
    options: CallOptions & { key: string },
  ): Promise<ServingRef> {
    const wanted = renderInferenceService(spec, options.key, this.#render);
    const ref = { name: spec.name, namespace: wanted.metadata.namespace };
    for (let tries = 1; ; tries += 1) {
      try {
        const existing = await this.#find(ref);
        if (existing) {
          await this.#cluster.replace(
            SERVICES,
            ref.namespace,
            ref.name,
            merge(existing, wanted),
          );
        } else {
          await this.#cluster.create(SERVICES, ref.namespace, wanted);
        }
        return ref;
      } catch (error) {
        if ((error as Error).name !== 'ConflictError' || tries >= WRITE_TRIES) {
          throw error;
        }
      }
    }
  }

  async get(ref: ServingRef): Promise<ServingStatus> {
    const service = await this.#cluster.get(SERVICES, ref.namespace, ref.name);
    const predictor = (service.spec?.predictor ?? {}) as Record<string, number>;
    const { deployment, hpa, pods } = await this.#cluster.call(
      async clients => {
        const labelSelector = `${LABEL}=${ref.name}`;
        const { namespace } = ref;
        const [deployments, hpas, found] = await Promise.all([
          clients.apps.listNamespacedDeployment({ namespace, labelSelector }),
          clients.autoscaling.listNamespacedHorizontalPodAutoscaler({
            namespace,
          }),
          clients.core.listNamespacedPod({ namespace, labelSelector }),
        ]);
        return {
          deployment: deployments.items[0],
          hpa: hpas.items.find(item =>
            item.metadata?.name?.startsWith(ref.name),
          ),
          pods: found.items,
        };
      },
    );
    const stopped =
      service.metadata?.annotations?.['serving.kserve.io/stop'] === 'true';
    const replicas = {
      desired: stopped
        ? 0
        : deployment?.spec?.replicas ??
          hpa?.status?.desiredReplicas ??
          predictor.minReplicas ??
          1,
      ready: deployment?.status?.readyReplicas ?? 0,
      minimum: predictor.minReplicas ?? 1,
      maximum: predictor.maxReplicas ?? 1,
    };
    const conditions = (
      (service.status?.conditions ?? []) as ServingStatus['conditions']
    ).map(({ type, status, reason, message }) => ({
      type,
      status,
      reason,
      message,
    }));
    const views = pods
      .filter(pod => !pod.metadata?.deletionTimestamp)
      .map((pod): PodView => {
        const statuses = [
          ...(pod.status?.initContainerStatuses ?? []).filter(
            status => !status.state?.terminated,
          ),
          ...(pod.status?.containerStatuses ?? []),
        ];
        return {
          phase: pod.status?.phase,
          ready: (pod.status?.conditions ?? []).some(
            c => c.type === 'Ready' && c.status === 'True',
          ),
          unschedulable: (pod.status?.conditions ?? []).find(
            c => c.type === 'PodScheduled' && c.status === 'False',
          )?.message,
          containers: statuses.map(status => ({
            name: status.name,
            restarts: status.restartCount,
            waitingReason: status.state?.waiting?.reason,
            waitingMessage: status.state?.waiting?.message,
            exitReason:
              status.state?.terminated?.reason ??
              status.lastState?.terminated?.reason,
            exitCode:
              status.state?.terminated?.exitCode ??
              status.lastState?.terminated?.exitCode,
          })),
        };
      });
    return {
      ref,
      ...summarize({ ...replicas, stopped, pods: views, conditions }),
      replicas,
      conditions,
      url: service.status?.url as string | undefined,
    };
  }

  async remove(ref: ServingRef): Promise<void> {
    await this.#cluster.remove(SERVICES, ref.namespace, ref.name);
  }

  async target(ref: ServingRef) {
    const address = await this.#cluster.call(async ({ core }) => {
      const service = await core.readNamespacedService({
        name: `${ref.name}-predictor`,
        namespace: ref.namespace,
      });
      const ip = service.spec?.clusterIP;
      if (!ip || ip === 'None') {
        throw new NotFoundError(`${ref.name} has no address in the cluster`);
      }
      return `${ip}:${service.spec?.ports?.[0]?.port ?? 80}`;
    });
    return { baseUrl: `http://${address}`, fetch: globalThis.fetch };
  }

  pods(ref: ServingRef): Promise<PodInfo[]> {
    return this.#cluster.pods(ref.namespace, `${LABEL}=${ref.name}`);
  }

  async #find(ref: ServingRef): Promise<KubeObject | undefined> {
    try {
      return await this.#cluster.get(SERVICES, ref.namespace, ref.name);
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    }
  }
}

/** The wanted object, with what only the cluster knows. */
function merge(
  existing: KubeObject,
  wanted: ReturnType<typeof renderInferenceService>,
) {
  const annotations = {
    ...existing.metadata?.annotations,
    ...wanted.metadata.annotations,
  };
  if (!('serving.kserve.io/stop' in wanted.metadata.annotations)) {
    delete annotations['serving.kserve.io/stop'];
  }
  return {
    ...wanted,
    metadata: {
      ...existing.metadata,
      labels: { ...existing.metadata?.labels, ...wanted.metadata.labels },
      annotations,
    },
  };
}
