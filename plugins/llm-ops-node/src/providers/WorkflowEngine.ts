import { CallOptions, Environment, Provider } from './provider';

export type WorkflowPhase =
  | 'pending'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled';

export type StagePhase = WorkflowPhase | 'skipped';

/** Compute of one stage or replica, in Kubernetes quantities (`500m`, `2Gi`). */
export interface ResourceNeeds {
  cpuRequest?: string;
  cpuLimit?: string;
  memoryRequest?: string;
  memoryLimit?: string;
  gpuCount?: number;
  /** Resource name of the GPU; default `nvidia.com/gpu`. */
  gpuResource?: string;
  /** Node label value of the GPU's type. */
  gpuType?: string;
}

/** Compares what an earlier stage came to; the value decides how. */
export interface StageCondition {
  /** One of the stage's dependencies. */
  stage: string;
  /** Output of that stage; without it, the stage's own phase is compared. */
  output?: string;
  operator: '==' | '!=' | '>' | '<' | '>=' | '<=' | 'in' | 'not in';
  /** A list with `in` and `not in`. Numbers are compared as numbers. */
  value: string | string[];
}

/**
 * One stage: a container with an outcome. The engine tells each try its
 * number, from 0, in the environment variable `LLM_OPS_ATTEMPT`.
 */
export interface WorkflowStage {
  name: string;
  image: string;
  command: string[];
  args?: string[];
  env?: Record<string, string>;
  /** Environment read from secrets of the cluster: name → secret and key. */
  secretEnv?: Record<string, { secret: string; key: string }>;
  resources?: ResourceNeeds;
  /** Stages that must have succeeded, or been skipped, before. */
  dependencies: string[];
  /** Otherwise the stage is skipped. */
  condition?: StageCondition;
  /** Files the stage writes that become named outputs. */
  outputs?: { name: string; path: string; default?: string }[];
  /** Seconds after which the stage is ended. */
  deadlineSeconds?: number;
}

export interface WorkflowSpec {
  /** Lower case letters, digits and dashes, at most 50 characters. */
  name: string;
  environment: Environment;
  stages: WorkflowStage[];
  /** Tries after the first, per stage. */
  maxRetries: number;
  /** Seconds before the first new try. */
  retryBackoffSeconds?: number;
  /** Seconds for the whole workflow. */
  deadlineSeconds?: number;
  labels?: Record<string, string>;
  /** Higher starts first. */
  priority?: number;
}

/** Identifies a workflow in its engine. */
export interface WorkflowRef {
  name: string;
  namespace: string;
}

export interface StageStatus {
  name: string;
  phase: StagePhase;
  startedAt?: string;
  finishedAt?: string;
  message?: string;
  outputs: Record<string, string>;
  /** Tries made beyond the first. */
  retries: number;
  podName?: string;
}

export interface WorkflowStatus {
  ref: WorkflowRef;
  phase: WorkflowPhase;
  /** Why it waits or failed, in one sentence. */
  message?: string;
  startedAt?: string;
  finishedAt?: string;
  stages: StageStatus[];
  webUrl?: string;
}

/** One pod of a workflow, for diagnosis. */
export interface PodInfo {
  name: string;
  phase: string;
  conditions: {
    type: string;
    status: string;
    reason?: string;
    message?: string;
  }[];
  events: { reason: string; message: string; timestamp?: string }[];
}

/** Engine that runs stages in order with conditions and retries. */
export interface WorkflowEngine extends Provider {
  readonly supports: {
    conditions: boolean;
    retries: boolean;
    logs: boolean;
    priority: boolean;
  };
  /** The exact object `submit` would create, for a dry run. */
  render(spec: WorkflowSpec, key: string): object;
  /** Submits, or finds the workflow made with the same key. */
  submit(
    spec: WorkflowSpec,
    options: CallOptions & { key: string },
  ): Promise<WorkflowRef>;
  /** @throws NotFoundError when it is gone */
  get(ref: WorkflowRef, options?: CallOptions): Promise<WorkflowStatus>;
  /** Ends a running workflow; a finished or missing one is left as it is. */
  cancel(ref: WorkflowRef, options?: CallOptions): Promise<void>;
  /**
   * Log of one stage's main container; empty before it has begun.
   * @throws NotFoundError when there is no such stage, or its pod is gone
   */
  logs(
    ref: WorkflowRef,
    stage: string,
    options?: CallOptions & { tailLines?: number },
  ): Promise<string>;
  pods(ref: WorkflowRef, options?: CallOptions): Promise<PodInfo[]>;
}
