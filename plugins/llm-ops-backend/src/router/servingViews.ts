import {
  EndpointRecord,
  EndpointSpec,
  EndpointSurroundings,
} from '../services/serving';

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

/** The fields of a body that belong to the spec; null means not given. */
export function specOf(body: Record<string, unknown>): Partial<EndpointSpec> {
  return Object.fromEntries(
    SPEC_KEYS.filter(key => body[key] !== undefined && body[key] !== null).map(
      key => [key, body[key]],
    ),
  );
}

/** An endpoint as clients know it. */
export function presentEndpoint(
  endpoint: EndpointRecord,
  { model, queue }: EndpointSurroundings,
) {
  const { spec } = endpoint;
  return {
    id: endpoint.id,
    modelId: endpoint.modelId,
    modelName: model?.name ?? '',
    version: model?.version ?? '',
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
    queue: queue ?? null,
    links: [],
  };
}

/** The deployment of an endpoint as clients know it. */
export const presentDeployment = (endpoint: EndpointRecord) => ({
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
