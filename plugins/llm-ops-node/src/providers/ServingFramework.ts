import { CallOptions, Environment, Provider } from './provider';
import { ResourceNeeds } from './WorkflowEngine';

export interface ServingSpec {
  /** Lower case letters, digits and dashes, at most 40 characters. */
  name: string;
  environment: Environment;
  /** Name the model answers to in the OpenAI API. */
  modelName: string;
  /** Folder of the weights, e.g. `s3://bucket/models/…/`. */
  modelUri: string;
  /** Format of the weights, e.g. `huggingface`. */
  modelFormat: string;
  /** Named runtime; default: chosen by format. */
  runtime?: string;
  /** Image that replaces the runtime's. */
  image?: string;
  minReplicas: number;
  maxReplicas: number;
  resources?: ResourceNeeds;
  autoscale?: {
    /** Percent of the request. */
    cpuUtilization?: number;
    memoryUtilization?: number;
  };
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** Identifies a deployment in its framework. */
export interface ServingRef {
  name: string;
  namespace: string;
}

export interface ServingStatus {
  ref: ServingRef;
  state: 'deploying' | 'healthy' | 'degraded' | 'failed';
  /** One sentence, e.g. `waiting for 1 nvidia.com/gpu, 0 free`. */
  message: string;
  replicas: {
    desired: number;
    ready: number;
    minimum: number;
    maximum: number;
  };
  conditions: {
    type: string;
    status: string;
    reason?: string;
    message?: string;
  }[];
  /** Address inside the cluster. */
  url?: string;
}

/** Framework that runs models as endpoints. */
export interface ServingFramework extends Provider {
  /** Name in `/serving/frameworks`, e.g. `kserve`. */
  readonly name: string;
  readonly displayName: string;
  readonly supports: {
    autoscaling: boolean;
    canary: boolean;
    gpu: boolean;
    multiFramework: boolean;
    scaleToZero: boolean;
  };
  /** The exact object `apply` would write, for a dry run. */
  render(spec: ServingSpec, key: string): object;
  /** Creates the deployment or brings it to the spec. */
  apply(
    spec: ServingSpec,
    options: CallOptions & { key: string },
  ): Promise<ServingRef>;
  /** @throws NotFoundError when it is gone */
  get(ref: ServingRef, options?: CallOptions): Promise<ServingStatus>;
  /** Removes it and what belongs to it; a missing one is no error. */
  remove(ref: ServingRef, options?: CallOptions): Promise<void>;
  /**
   * Where requests go from this process: base URL of the model's own HTTP
   * server, with `path` (e.g. `/v1/chat/completions`) to be appended, and
   * the fetch to use (it carries the cluster's credentials when needed).
   */
  target(
    ref: ServingRef,
    options?: CallOptions,
  ): Promise<{ baseUrl: string; fetch: typeof globalThis.fetch }>;
  pods(
    ref: ServingRef,
    options?: CallOptions,
  ): Promise<import('./WorkflowEngine').PodInfo[]>;
}
