import { ConflictError, InputError } from '@backstage/errors';
import { ServingSpec } from '@llm-ops/plugin-llm-ops-node';
import { ModelRecord } from '../models';
import { requireQuantity } from '../quantity';
import { toAutoscale, toPolicy } from './autoscaling';
import { EndpointChange, EndpointRecord, EndpointSpec } from './types';

/** `/name`: trimmed, with one leading and no trailing slash. */
export function normalizeRoute(route: string): string {
  const path = `/${route.trim().replace(/^\/+/, '').replace(/\/+$/, '')}`;
  if (!/^\/[A-Za-z0-9][\w./-]*$/.test(path) || path.includes('..')) {
    throw new InputError(
      `'${route}' is not a route; use letters, digits, dashes and slashes, for example /support-bot`,
    );
  }
  return path;
}

/**
 * A spec after a change: undefined leaves a field, null clears it.
 * @throws InputError when it asks for what cannot be scaled by
 */
export function changedSpec(
  before: EndpointSpec,
  change: EndpointChange,
): EndpointSpec {
  const { autoscalePolicy: policy } = change;
  const changes = Object.entries({
    ...change,
    ...(policy && { autoscalePolicy: toPolicy(policy) }),
  }).filter(([, value]) => value !== undefined);
  const after = { ...before, ...Object.fromEntries(changes) };
  return Object.fromEntries(
    Object.entries(after).filter(([, value]) => value !== null),
  ) as unknown as EndpointSpec;
}

/** @throws InputError when sizes contradict each other */
export function checkSpec(spec: EndpointSpec): void {
  if (spec.minReplicas > spec.maxReplicas) {
    throw new InputError(
      `minReplicas (${spec.minReplicas}) must not be above maxReplicas (${spec.maxReplicas})`,
    );
  }
  for (const key of [
    'cpuRequest',
    'cpuLimit',
    'memoryRequest',
    'memoryLimit',
  ] as const) {
    const value = spec[key];
    if (value !== undefined) {
      requireQuantity(key, value);
    }
  }
}

/** Rules of the DeploymentSpec. @throws InputError */
export function checkDeploymentSpec(
  spec: Record<string, unknown> | undefined,
  model: ModelRecord,
): void {
  if (!spec) {
    return;
  }
  const rag = spec.job_type === 'RAG_TUNING';
  if (rag !== (spec.serve_target === 'RAG')) {
    throw new InputError(
      `job_type ${spec.job_type} cannot be served as ${spec.serve_target}; RAG_TUNING goes with RAG, all others with GENERATION`,
    );
  }
  const rollout = spec.rollout as Record<string, unknown> | undefined;
  const split = rollout?.traffic_split as
    | { old: number; new: number }
    | undefined;
  if (rollout?.strategy === 'canary' && !split) {
    throw new InputError('A canary rollout needs rollout.traffic_split');
  }
  if (split && split.old + split.new !== 100) {
    throw new InputError('rollout.traffic_split: old and new must sum to 100');
  }
  const family = model.metadata.model_family;
  if (family && spec.model_family !== family) {
    throw new InputError(
      `model_family ${spec.model_family} does not fit the model, which is ${family}`,
    );
  }
  const limit = Number(model.metadata.max_position_embeddings);
  const runtime = spec.runtime as { max_input_tokens?: number } | undefined;
  if (limit && (runtime?.max_input_tokens ?? 4096) > limit) {
    throw new InputError(
      `runtime.max_input_tokens is above what the model takes (${limit})`,
    );
  }
}

/** What of a deployment's requests is to stay with the earlier revision. */
export function keptBack(spec: Record<string, unknown> | undefined): number {
  const rollout = spec?.rollout as
    | { traffic_split?: { old: number } | null }
    | undefined;
  return rollout?.traffic_split?.old ?? 0;
}

/**
 * Refuses to replace a part of an endpoint only, which no framework does yet.
 * @throws ConflictError saying what to send instead
 */
export function checkReplacement(
  spec: Record<string, unknown> | undefined,
): void {
  const kept = keptBack(spec);
  if (kept > 0) {
    throw new ConflictError(
      `rollout.traffic_split leaves ${kept} % of the requests to the earlier revision, but a revision is replaced as a whole; send {"old": 0, "new": 100} or leave the split out, and to try a model on some requests first, deploy it at a route of its own`,
    );
  }
}

/** What the serving framework is asked for. */
export function toServingSpec(
  endpoint: EndpointRecord,
  model: ModelRecord,
): ServingSpec {
  const { spec } = endpoint;
  const resources = spec.deploymentSpec?.resources as
    | { gpus?: number }
    | undefined;
  const useGpu = spec.useGpu === true;
  return {
    name: endpoint.resourceName,
    environment: endpoint.environment,
    modelName: model.name,
    modelUri: model.storageUri ?? '',
    modelFormat: 'huggingface',
    image: spec.deploymentSpec ? undefined : spec.servingRuntimeImage,
    minReplicas: spec.minReplicas,
    maxReplicas: spec.maxReplicas,
    resources: {
      cpuRequest: spec.cpuRequest ?? '500m',
      cpuLimit: spec.cpuLimit ?? '2',
      memoryRequest: spec.memoryRequest ?? '1Gi',
      memoryLimit: spec.memoryLimit ?? '3Gi',
      gpuCount: useGpu ? Math.max(1, resources?.gpus ?? 1) : undefined,
    },
    autoscale: toAutoscale(spec.autoscalePolicy),
    labels: { 'llm-ops.io/endpoint-id': endpoint.id },
    annotations: {
      'llm-ops.io/route': endpoint.route,
      'llm-ops.io/model-id': model.id,
    },
  };
}
