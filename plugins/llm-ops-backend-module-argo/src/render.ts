import {
  containerResources,
  WorkflowSpec,
  WorkflowStage,
} from '@llm-ops/plugin-llm-ops-node';
import { dependsOf, whenOf } from './condition';

/** Annotation that carries the operation a workflow was made by. */
export const KEY_ANNOTATION = 'llm-ops.io/operation-id';
/** Annotation with the stages and their order, for the graph. */
export const STAGES_ANNOTATION = 'llm-ops.io/stages';

/** Seconds to which pauses before retries grow, unless the first is longer. */
const LONGEST_PAUSE = 600;

export interface RenderOptions {
  namespace: string;
  serviceAccount: string;
  imagePullPolicy: string;
}

function template(
  stage: WorkflowStage,
  spec: WorkflowSpec,
  options: RenderOptions,
) {
  const backoff = spec.retryBackoffSeconds ?? 5;
  return {
    name: stage.name,
    activeDeadlineSeconds: stage.deadlineSeconds,
    retryStrategy:
      spec.maxRetries > 0
        ? {
            limit: String(spec.maxRetries),
            retryPolicy: 'Always',
            backoff: {
              duration: `${backoff}s`,
              factor: '2',
              cap: `${Math.max(LONGEST_PAUSE, backoff)}s`,
            },
          }
        : undefined,
    nodeSelector: stage.resources?.gpuType
      ? { 'llm-ops.io/gpu-type': stage.resources.gpuType }
      : undefined,
    outputs: stage.outputs && {
      parameters: stage.outputs.map(output => ({
        name: output.name,
        valueFrom: { path: output.path, default: output.default },
      })),
    },
    container: {
      image: stage.image,
      imagePullPolicy: options.imagePullPolicy,
      command: stage.command,
      args: stage.args,
      env: [
        {
          name: 'LLM_OPS_ATTEMPT',
          value: spec.maxRetries > 0 ? '{{retries}}' : '0',
        },
        ...Object.entries(stage.env ?? {}).map(([name, value]) => ({
          name,
          value,
        })),
        ...Object.entries(stage.secretEnv ?? {}).map(
          ([name, { secret, key }]) => ({
            name,
            valueFrom: { secretKeyRef: { name: secret, key } },
          }),
        ),
      ],
      resources: containerResources(stage.resources),
    },
  };
}

/** The Workflow of a spec: one DAG, one template a stage. */
export function renderWorkflow(
  spec: WorkflowSpec,
  key: string,
  options: RenderOptions,
) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      name: spec.name,
      namespace: options.namespace,
      labels: { 'app.kubernetes.io/managed-by': 'llm-ops', ...spec.labels },
      annotations: {
        [KEY_ANNOTATION]: key,
        [STAGES_ANNOTATION]: JSON.stringify(
          spec.stages.map(({ name, dependencies }) => ({ name, dependencies })),
        ),
      },
    },
    spec: {
      entrypoint: 'main',
      serviceAccountName: options.serviceAccount,
      activeDeadlineSeconds: spec.deadlineSeconds,
      priority: spec.priority,
      podMetadata: { labels: { 'app.kubernetes.io/managed-by': 'llm-ops' } },
      ttlStrategy: { secondsAfterCompletion: 7 * 24 * 3600 },
      templates: [
        {
          name: 'main',
          dag: {
            tasks: spec.stages.map(stage => ({
              name: stage.name,
              template: stage.name,
              depends: dependsOf(stage),
              when: whenOf(stage.condition),
            })),
          },
        },
        ...spec.stages.map(stage => template(stage, spec, options)),
      ],
    },
  };
}
