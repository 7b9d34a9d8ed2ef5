import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  CallOptions,
  Cluster,
  Environment,
  PodInfo,
  ProviderInstance,
  probeResources,
  ToolHealth,
  WorkflowEngine,
  WorkflowRef,
  WorkflowSpec,
  WorkflowStatus,
} from '@llm-ops/plugin-llm-ops-node';
import { toStatus } from './map';
import { KEY_ANNOTATION, renderWorkflow, RenderOptions } from './render';

const WORKFLOWS = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'workflows',
};
const RUNNING: WorkflowStatus['phase'][] = ['pending', 'running'];

/** {@link WorkflowEngine} over Argo's Workflow resource. */
export class ArgoEngine implements WorkflowEngine {
  readonly instance: ProviderInstance;
  readonly supports = {
    conditions: true,
    retries: true,
    logs: true,
    priority: true,
  };
  readonly #cluster: Cluster;
  readonly #render: RenderOptions;

  constructor(
    options: RenderOptions & {
      id: string;
      environments: readonly Environment[];
      webUrl?: string;
      cluster: Cluster;
    },
  ) {
    this.#cluster = options.cluster;
    this.#render = options;
    this.instance = {
      id: options.id,
      tool: 'argo',
      environments: options.environments,
      supportedVersions: '>=3.6 <5',
      upgradePath:
        'Let running workflows end, apply the manifests of Argo Workflows 3.6 or later (its custom resources first), and restart its controller',
      webUrl: options.webUrl,
    };
  }

  probe(): Promise<ToolHealth> {
    return probeResources(this.#cluster, {
      title: 'Workflows',
      kind: WORKFLOWS,
      namespace: this.#render.namespace,
      controller: 'workflow-controller',
    });
  }

  render(spec: WorkflowSpec, key: string): object {
    return renderWorkflow(spec, key, this.#render);
  }

  async submit(
    spec: WorkflowSpec,
    options: CallOptions & { key: string },
  ): Promise<WorkflowRef> {
    const ref = { name: spec.name, namespace: this.#render.namespace };
    try {
      await this.#cluster.create(
        WORKFLOWS,
        ref.namespace,
        this.render(spec, options.key),
      );
    } catch (error) {
      if ((error as Error).name !== 'ConflictError') {
        throw error;
      }
      const existing = await this.#cluster.get(
        WORKFLOWS,
        ref.namespace,
        ref.name,
      );
      if (existing.metadata?.annotations?.[KEY_ANNOTATION] !== options.key) {
        throw new ConflictError(
          `There is a workflow ${ref.name} already that this operation did not make`,
        );
      }
    }
    return ref;
  }

  async get(ref: WorkflowRef): Promise<WorkflowStatus> {
    return toStatus(
      await this.#cluster.get(WORKFLOWS, ref.namespace, ref.name),
      ref,
    );
  }

  async cancel(ref: WorkflowRef): Promise<void> {
    try {
      const workflow = await this.#cluster.get(
        WORKFLOWS,
        ref.namespace,
        ref.name,
      );
      if (RUNNING.includes(toStatus(workflow, ref).phase)) {
        await this.#cluster.replace(WORKFLOWS, ref.namespace, ref.name, {
          ...workflow,
          spec: { ...workflow.spec, shutdown: 'Terminate' },
        });
      }
    } catch (error) {
      if ((error as Error).name !== 'NotFoundError') {
        // A conflict means the controller wrote meanwhile: trying again helps.
        throw (error as Error).name === 'ConflictError'
          ? new Error((error as Error).message)
          : error;
      }
    }
  }

  async logs(
    ref: WorkflowRef,
    stage: string,
    options?: CallOptions & { tailLines?: number },
  ): Promise<string> {
    const status = await this.get(ref);
    const found = status.stages.find(item => item.name === stage);
    if (!found) {
      throw new NotFoundError(`The workflow has no stage ${stage}`);
    }
    const name = found.podName;
    if (!name) {
      return '';
    }
    try {
      return await this.#cluster.call(({ core }) =>
        core.readNamespacedPodLog({
          name,
          namespace: ref.namespace,
          container: 'main',
          tailLines: options?.tailLines,
        }),
      );
    } catch (error) {
      const { name: kind, message } = error as Error;
      if (kind === 'InputError') {
        return `Nothing was written yet (${message})`;
      }
      throw error;
    }
  }

  pods(ref: WorkflowRef): Promise<PodInfo[]> {
    return this.#cluster.pods(
      ref.namespace,
      `workflows.argoproj.io/workflow=${ref.name}`,
    );
  }
}
