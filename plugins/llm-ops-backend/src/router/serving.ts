import { Config } from '@backstage/config';
import { Environment, ServingFramework } from '@llm-ops/plugin-llm-ops-node';
import {
  llmOpsDeployPermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { ProviderRegistry } from '../providers/types';
import {
  EndpointRecord,
  EndpointSpec,
  ServingServices,
} from '../services/serving';
import { OperationRoute } from './types';

const SPEC_KEYS = [
  'autoscalePolicy',
  'promptPolicyId',
  'rollbackPlan',
  'useGpu',
  'servingRuntimeImage',
  'cpuRequest',
  'cpuLimit',
  'memoryRequest',
  'memoryLimit',
  'deploymentSpec',
] as const;

const text = (value: unknown) =>
  typeof value === 'string' ? value : undefined;

/** The fields of a body that belong to the spec; null means not given. */
function specOf(body: Record<string, unknown>): Partial<EndpointSpec> {
  return Object.fromEntries(
    SPEC_KEYS.filter(key => body[key] !== undefined && body[key] !== null).map(
      key => [key, body[key]],
    ),
  );
}

function capabilities({ supports }: ServingFramework): string[] {
  return [
    supports.autoscaling && 'autoscaling',
    supports.canary && 'canary_deployment',
    supports.gpu && 'gpu_support',
    supports.multiFramework && 'multi_framework',
  ].filter((word): word is string => Boolean(word));
}

/** Routes of `/serving`. */
export function createServingRoutes(
  services: ServingServices,
  deps: { providers: ProviderRegistry; config: Config },
): OperationRoute[] {
  const { serving, observer } = services;
  const read = llmOpsReadPermission;
  const write = llmOpsDeployPermission;

  const present = async (endpoint: EndpointRecord) => {
    const { spec } = endpoint;
    const model = await serving.modelOf(endpoint);
    return {
      id: endpoint.id,
      modelId: endpoint.modelId,
      modelName: model.name,
      version: model.version,
      environment: endpoint.environment,
      route: endpoint.route,
      runtimeImage: spec.servingRuntimeImage ?? null,
      status: endpoint.status,
      minReplicas: spec.minReplicas,
      maxReplicas: spec.maxReplicas,
      promptPolicyId: spec.promptPolicyId ?? null,
      useGpu: spec.useGpu ?? null,
      cpuRequest: spec.cpuRequest ?? null,
      cpuLimit: spec.cpuLimit ?? null,
      memoryRequest: spec.memoryRequest ?? null,
      memoryLimit: spec.memoryLimit ?? null,
      autoscalePolicy: spec.autoscalePolicy ?? null,
      deploymentSpec: spec.deploymentSpec ?? null,
      lastHealthCheck: endpoint.observedAt ?? null,
      rollbackPlan: spec.rollbackPlan ?? null,
      createdAt: endpoint.createdAt,
      replicas: endpoint.replicas ?? null,
      statusMessage: endpoint.statusMessage ?? null,
      queue: (await serving.queue(endpoint)) ?? null,
      links: [],
    };
  };

  const presentDeployment = (endpoint: EndpointRecord) => ({
    id: endpoint.id,
    serving_endpoint_id: endpoint.id,
    serving_framework: endpoint.tool,
    framework_resource_id: endpoint.resourceName,
    framework_namespace:
      endpoint.resourceNamespace ?? `llm-ops-${endpoint.environment}`,
    replica_count: endpoint.replicas?.ready ?? 0,
    min_replicas: endpoint.spec.minReplicas,
    max_replicas: endpoint.spec.maxReplicas,
    autoscaling_metrics: endpoint.spec.autoscalePolicy ?? null,
    resource_requests: {
      cpu: endpoint.spec.cpuRequest ?? null,
      memory: endpoint.spec.memoryRequest ?? null,
    },
    resource_limits: {
      cpu: endpoint.spec.cpuLimit ?? null,
      memory: endpoint.spec.memoryLimit ?? null,
    },
    framework_status: {
      state: endpoint.status,
      message: endpoint.statusMessage ?? null,
    },
    created_at: endpoint.createdAt,
    updated_at: endpoint.updatedAt,
  });

  return [
    {
      operationId: 'listEndpoints',
      permission: read,
      handle: async ({ query }) => ({
        data: await Promise.all(
          (
            await serving.list({
              environment: text(query.environment),
              modelId: text(query.modelId),
              status: text(query.status),
            })
          ).map(present),
        ),
      }),
    },
    {
      operationId: 'createEndpoint',
      permission: write,
      handle: async ({ body, query, actor }) => {
        const input = {
          ...specOf(body),
          modelId: String(body.modelId),
          environment: body.environment as Environment,
          route: String(body.route),
          minReplicas: Number(body.minReplicas ?? 1),
          maxReplicas: Number(body.maxReplicas ?? 3),
          servingFramework: text(body.servingFramework),
        };
        return query.dryRun
          ? {
              data: await serving.dryRun(input, actor.id),
              message: 'Nothing was created (dry run)',
            }
          : {
              data: await present(await serving.create(input, actor.id)),
              message: 'Endpoint is being deployed',
            };
      },
    },
    {
      operationId: 'getEndpoint',
      permission: read,
      handle: async ({ path }) => ({
        data: await present(await serving.get(path.endpointId)),
      }),
    },
    {
      operationId: 'updateEndpoint',
      permission: write,
      handle: async ({ path, body, actor }) => {
        const spec = specOf({
          autoscalePolicy: body.autoscalePolicy,
          promptPolicyId: body.promptPolicyId,
        });
        if (Object.keys(spec).length > 0) {
          await serving.change(path.endpointId, spec, actor.id);
        }
        const endpoint = body.status
          ? await serving.setStatus(
              path.endpointId,
              body.status as EndpointRecord['status'],
            )
          : await serving.get(path.endpointId);
        return { data: await present(endpoint), message: 'Endpoint updated' };
      },
    },
    {
      operationId: 'deleteEndpoint',
      permission: write,
      handle: async ({ path, actor }) => ({
        data: await present(await serving.remove(path.endpointId, actor.id)),
        message: 'Endpoint is being removed',
      }),
    },
    {
      operationId: 'refreshEndpoint',
      permission: read,
      handle: async ({ path }) => {
        await observer.observe(await serving.get(path.endpointId));
        return { data: await present(await serving.get(path.endpointId)) };
      },
    },
    {
      operationId: 'rollbackEndpoint',
      permission: write,
      handle: async ({ path, actor }) => ({
        data: await present(await serving.rollback(path.endpointId, actor.id)),
        message: 'Endpoint is going back to its earlier revision',
      }),
    },
    {
      operationId: 'redeployEndpoint',
      permission: write,
      handle: async ({ path, body, actor }) => ({
        data: await present(
          await serving.change(path.endpointId, specOf(body), actor.id),
        ),
        message: 'Endpoint is being deployed again',
      }),
    },
    {
      operationId: 'getDeployment',
      permission: read,
      handle: async ({ path }) => ({
        data: presentDeployment(await serving.get(path.endpointId)),
      }),
    },
    {
      operationId: 'updateDeployment',
      permission: write,
      handle: async ({ path, body, actor }) => {
        const requests = (body.resource_requests ?? {}) as Record<
          string,
          string
        >;
        const limits = (body.resource_limits ?? {}) as Record<string, string>;
        const minimum = body.min_replicas as number | undefined;
        const maximum = body.max_replicas as number | undefined;
        return {
          data: presentDeployment(
            await serving.change(
              path.endpointId,
              {
                minReplicas: minimum ?? undefined,
                maxReplicas: maximum ?? undefined,
                autoscalePolicy: body.autoscaling_metrics as Record<
                  string,
                  number
                >,
                cpuRequest: requests.cpu,
                memoryRequest: requests.memory,
                cpuLimit: limits.cpu,
                memoryLimit: limits.memory,
              },
              actor.id,
            ),
          ),
          message: 'Deployment is being changed',
        };
      },
    },
    {
      operationId: 'listServingFrameworks',
      permission: read,
      handle: async () => {
        const configured = deps.providers.frameworks();
        return {
          data: {
            frameworks: [
              ...configured.map(framework => ({
                name: framework.name,
                display_name: framework.displayName,
                enabled: true,
                capabilities: capabilities(framework),
              })),
              ...(configured.some(f => f.name === 'ray_serve')
                ? []
                : [
                    {
                      name: 'ray_serve',
                      display_name: 'Ray Serve (no provider is installed)',
                      enabled: false,
                      capabilities: [],
                    },
                  ]),
            ],
          },
        };
      },
    },
    {
      operationId: 'listImages',
      permission: read,
      handle: async () => {
        const train =
          deps.config.getOptionalString('llmOps.images.train') ?? '';
        const serve =
          deps.config.getOptionalString('llmOps.images.serve') ?? '';
        const both = (image: string) => ({ gpu: image, cpu: image });
        const of = (names: string[], image: string) =>
          Object.fromEntries(names.map(name => [name, both(image)]));
        return {
          data: {
            train_images: of(
              ['PRETRAIN', 'SFT', 'RAG_TUNING', 'RLHF', 'EMBEDDING'],
              train,
            ),
            serve_images: of(['GENERATION', 'RAG'], serve),
          },
        };
      },
    },
  ];
}
