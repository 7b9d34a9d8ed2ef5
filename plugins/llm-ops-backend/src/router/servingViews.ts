import {
  EndpointChange,
  EndpointRecord,
  EndpointSpec,
  EndpointSurroundings,
  keptBack,
  unscaled,
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

/** What a change of a deployment asks for; null clears. */
export function deploymentChangeOf(
  body: Record<string, unknown>,
): EndpointChange {
  const requests = sizesOf(body.resource_requests);
  const limits = sizesOf(body.resource_limits);
  return {
    minReplicas: (body.min_replicas as number | null) ?? undefined,
    maxReplicas: (body.max_replicas as number | null) ?? undefined,
    autoscalePolicy:
      body.autoscaling_metrics as EndpointChange['autoscalePolicy'],
    cpuRequest: requests.cpu,
    memoryRequest: requests.memory,
    cpuLimit: limits.cpu,
    memoryLimit: limits.memory,
  };
}

/** CPU and memory as text; null as a whole clears both. */
function sizesOf(given: unknown): Record<string, string | null> {
  if (given === null) {
    return { cpu: null, memory: null };
  }
  return Object.fromEntries(
    Object.entries((given ?? {}) as Record<string, unknown>).map(
      ([name, size]) => [name, size === null ? null : String(size)],
    ),
  );
}

/** A message, and what of the endpoint's wishes nothing comes of. */
export function told(message: string, { spec, tool }: EndpointRecord): string {
  const note = tool === 'external' ? undefined : unscaled(spec.autoscalePolicy);
  return note ? `${message}. ${note}` : message;
}

/** The same for a new endpoint, which has no earlier revision. */
export function toldOfNew(message: string, endpoint: EndpointRecord): string {
  const text = told(message, endpoint);
  return keptBack(endpoint.spec.deploymentSpec) > 0
    ? `${text}. It takes all requests: a new endpoint has no earlier revision to split them with`
    : text;
}

/** What a client left out of its deployment spec is answered all the same. */
function presentDeploymentSpec(spec: Record<string, unknown>) {
  const of = (name: string) => spec[name] as object | null | undefined;
  const rollout = of('rollout');
  return {
    use_gpu: true,
    ...spec,
    resources: { gpus: 0, gpu_memory_gb: null, ...of('resources') },
    runtime: {
      max_concurrent_requests: 256,
      max_input_tokens: 4096,
      max_output_tokens: 1024,
      ...of('runtime'),
    },
    rollout: rollout ? { traffic_split: null, ...rollout } : null,
  };
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
    deploymentSpec: spec.deploymentSpec
      ? presentDeploymentSpec(spec.deploymentSpec)
      : null,
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
export const presentDeployment = (
  endpoint: EndpointRecord,
  framework: string,
) => ({
  id: endpoint.id,
  serving_endpoint_id: endpoint.id,
  serving_framework: framework,
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
