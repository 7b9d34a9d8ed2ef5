import { readFile } from 'node:fs/promises';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ApiException,
  ApiextensionsV1Api,
  AppsV1Api,
  AutoscalingV2Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  VersionApi,
} from '@kubernetes/client-node';
import { PodInfo } from '../providers';
import { unavailable } from '../errors';

/** Longest wait for an answer, in milliseconds; below the outbox's lease. */
const ANSWER_MS = 20_000;

/** A kind of custom resource. */
export interface ResourceKind {
  group: string;
  version: string;
  plural: string;
}

/** Any Kubernetes object; only what we read is typed. */
export interface KubeObject {
  metadata?: {
    name?: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}

interface Clients {
  custom: CustomObjectsApi;
  core: CoreV1Api;
  apps: AppsV1Api;
  autoscaling: AutoscalingV2Api;
  definitions: ApiextensionsV1Api;
  version: VersionApi;
  server: string;
}

/**
 * A cluster behind a kubeconfig file, which may not be there yet: until it is,
 * every call says so, with the reason in the file `<kubeconfig>.status`, if
 * who builds the cluster left one.
 */
export class Cluster {
  readonly #path: string;
  #loaded: { content: string; clients: Clients } | undefined;

  constructor(kubeconfigPath: string) {
    this.#path = kubeconfigPath;
  }

  /** Runs a call with translated errors. */
  async call<T>(work: (clients: Clients) => Promise<T>): Promise<T> {
    const clients = await this.#clients();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const cause = `no answer within ${ANSWER_MS / 1_000} s`;
        reject(unavailable('Kubernetes', clients.server, cause));
      }, ANSWER_MS);
    });
    try {
      return await Promise.race([work(clients), late]);
    } catch (error) {
      throw translate(error, clients.server);
    } finally {
      clearTimeout(timer);
    }
  }

  async version(): Promise<string> {
    return this.call(async ({ version }) =>
      (await version.getCode()).gitVersion.replace(/^v/, ''),
    );
  }

  /**
   * Version of a tool in the cluster: the label `app.kubernetes.io/version`
   * of its resource definition, or else the tag of its controller's image.
   * Undefined when neither tells, or the portal may not read them.
   */
  async toolVersion(tool: {
    definition: string;
    controller: string;
  }): Promise<string | undefined> {
    return this.call(async ({ apps, definitions }) => {
      const definition = await definitions
        .readCustomResourceDefinition({ name: tool.definition })
        .catch(() => undefined);
      const label = definition?.metadata?.labels?.['app.kubernetes.io/version'];
      if (label) {
        return label.replace(/^v/, '');
      }
      const found = await apps
        .listDeploymentForAllNamespaces({
          fieldSelector: `metadata.name=${tool.controller}`,
        })
        .catch(() => undefined);
      const image = found?.items[0]?.spec?.template.spec?.containers[0]?.image;
      return /:v?(\d[^:@/]*)(@|$)/.exec(image ?? '')?.[1];
    });
  }

  get(
    kind: ResourceKind,
    namespace: string,
    name: string,
  ): Promise<KubeObject> {
    return this.call(({ custom }) =>
      custom.getNamespacedCustomObject({ ...kind, namespace, name }),
    );
  }

  list(
    kind: ResourceKind,
    namespace: string,
    labelSelector?: string,
  ): Promise<KubeObject[]> {
    return this.call(
      async ({ custom }) =>
        (
          await custom.listNamespacedCustomObject({
            ...kind,
            namespace,
            labelSelector,
          })
        ).items,
    );
  }

  create(
    kind: ResourceKind,
    namespace: string,
    body: object,
  ): Promise<KubeObject> {
    return this.call(({ custom }) =>
      custom.createNamespacedCustomObject({ ...kind, namespace, body }),
    );
  }

  /** Replaces the whole object; its resourceVersion must be the one read. */
  replace(
    kind: ResourceKind,
    namespace: string,
    name: string,
    body: object,
  ): Promise<KubeObject> {
    return this.call(({ custom }) =>
      custom.replaceNamespacedCustomObject({ ...kind, namespace, name, body }),
    );
  }

  /** Removes it; a missing one is no error. */
  async remove(
    kind: ResourceKind,
    namespace: string,
    name: string,
  ): Promise<void> {
    try {
      await this.call(({ custom }) =>
        custom.deleteNamespacedCustomObject({
          ...kind,
          namespace,
          name,
          propagationPolicy: 'Foreground',
        }),
      );
    } catch (error) {
      if ((error as Error).name !== 'NotFoundError') {
        throw error;
      }
    }
  }

  /** Pods with their conditions and events, for diagnosis. */
  async pods(namespace: string, labelSelector: string): Promise<PodInfo[]> {
    return this.call(async ({ core }) => {
      const pods = await core.listNamespacedPod({ namespace, labelSelector });
      return Promise.all(
        pods.items.map(async pod => {
          const events = await core.listNamespacedEvent({
            namespace,
            fieldSelector: `involvedObject.name=${pod.metadata?.name}`,
          });
          return {
            name: pod.metadata?.name ?? '',
            phase: pod.status?.phase ?? 'Unknown',
            conditions: (pod.status?.conditions ?? []).map(condition => ({
              type: condition.type,
              status: condition.status,
              reason: condition.reason,
              message: condition.message,
            })),
            events: events.items.map(event => ({
              reason: event.reason ?? '',
              message: event.message ?? '',
              timestamp: event.lastTimestamp?.toISOString(),
            })),
          };
        }),
      );
    });
  }

  async #clients(): Promise<Clients> {
    let content: string;
    try {
      content = await readFile(this.#path, 'utf8');
    } catch {
      const why = await readFile(`${this.#path}.status`, 'utf8').catch(
        () => 'its kubeconfig is missing',
      );
      throw new ServiceUnavailableError(
        `There is no Kubernetes yet: ${why}; what needs it waits and runs when it is up`,
      );
    }
    if (this.#loaded?.content !== content) {
      const config = new KubeConfig();
      config.loadFromString(content);
      this.#loaded = {
        content,
        clients: {
          custom: config.makeApiClient(CustomObjectsApi),
          core: config.makeApiClient(CoreV1Api),
          apps: config.makeApiClient(AppsV1Api),
          autoscaling: config.makeApiClient(AutoscalingV2Api),
          definitions: config.makeApiClient(ApiextensionsV1Api),
          version: config.makeApiClient(VersionApi),
          server: config.getCurrentCluster()?.server ?? '',
        },
      };
    }
    return this.#loaded.clients;
  }
}

/** Failures of the API server as errors services know. */
function translate(error: unknown, server: string): unknown {
  if (error instanceof ApiException) {
    const message =
      messageOf(error.body) ?? `Kubernetes answered ${error.code}`;
    switch (error.code) {
      case 404:
        return new NotFoundError(message);
      case 409:
        return new ConflictError(message);
      case 400:
      case 422:
        return new InputError(message);
      case 401:
      case 403:
        return new ServiceUnavailableError(
          `Kubernetes refuses the portal's credentials (${message}); check its role`,
        );
      default:
        return unavailable('Kubernetes', server, message);
    }
  }
  const { name, code, cause } = error as {
    name?: string;
    code?: string;
    cause?: unknown;
  };
  return name === 'FetchError' ||
    name === 'AbortError' ||
    name === 'TypeError' ||
    code
    ? unavailable('Kubernetes', server, cause ?? error)
    : error;
}

function messageOf(body: unknown): string | undefined {
  if (typeof body === 'object' && body !== null) {
    return (body as { message?: string }).message;
  }
  try {
    return JSON.parse(String(body)).message;
  } catch {
    return undefined;
  }
}
