import { containerResources, ServingSpec } from '@llm-ops/plugin-llm-ops-node';

/** Annotation that carries the endpoint an InferenceService belongs to. */
export const KEY_ANNOTATION = 'llm-ops.io/operation-id';

export interface RenderOptions {
  namespaces: Record<string, string>;
  runtime?: string;
  serviceAccount: string;
  imagePullPolicy: string;
}

/** Percent of the requested CPU that is aimed at when nothing is said. */
const DEFAULT_CPU = 70;

/** One metric in KServe's short form, two as a list. */
function scalingOf(autoscale: ServingSpec['autoscale']) {
  const { cpuUtilization: cpu, memoryUtilization: memory } = autoscale ?? {};
  if (cpu !== undefined && memory !== undefined) {
    const metric = (name: string, averageUtilization: number) => ({
      type: 'Resource',
      resource: { name, target: { type: 'Utilization', averageUtilization } },
    });
    return {
      autoScaling: { metrics: [metric('cpu', cpu), metric('memory', memory)] },
    };
  }
  return memory === undefined
    ? { scaleMetric: 'cpu', scaleTarget: cpu ?? DEFAULT_CPU }
    : { scaleMetric: 'memory', scaleTarget: memory };
}

/** The InferenceService of a spec, in Standard mode with an HPA. */
export function renderInferenceService(
  spec: ServingSpec,
  key: string,
  options: RenderOptions,
) {
  const stopped = spec.maxReplicas === 0;
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name: spec.name,
      namespace: options.namespaces[spec.environment],
      labels: { 'app.kubernetes.io/managed-by': 'llm-ops', ...spec.labels },
      annotations: {
        'serving.kserve.io/deploymentMode': 'Standard',
        'serving.kserve.io/autoscalerClass': 'hpa',
        ...(stopped && { 'serving.kserve.io/stop': 'true' }),
        [KEY_ANNOTATION]: key,
        ...spec.annotations,
      },
    },
    spec: {
      predictor: {
        serviceAccountName: options.serviceAccount,
        minReplicas: Math.max(1, spec.minReplicas),
        maxReplicas: Math.max(1, spec.maxReplicas),
        ...scalingOf(spec.autoscale),
        model: {
          modelFormat: { name: spec.modelFormat },
          runtime: spec.runtime ?? options.runtime,
          storageUri: spec.modelUri,
          image: spec.image,
          imagePullPolicy: options.imagePullPolicy,
          env: [{ name: 'MODEL_NAME', value: spec.modelName }],
          resources: containerResources(spec.resources),
        },
      },
    },
  };
}
