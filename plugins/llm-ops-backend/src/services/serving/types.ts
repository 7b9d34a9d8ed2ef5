import { Environment } from '@llm-ops/plugin-llm-ops-node';
import { AutoscalePolicy } from './autoscaling';

export type EndpointStatus = 'deploying' | 'healthy' | 'degraded' | 'failed';

/** What was asked of an endpoint; old names, so that answers need no map. */
export interface EndpointSpec {
  minReplicas: number;
  maxReplicas: number;
  autoscalePolicy?: AutoscalePolicy;
  promptPolicyId?: string;
  rollbackPlan?: string;
  useGpu?: boolean;
  servingRuntimeImage?: string;
  cpuRequest?: string;
  cpuLimit?: string;
  memoryRequest?: string;
  memoryLimit?: string;
  deploymentSpec?: Record<string, unknown>;
}

type Sizes = 'minReplicas' | 'maxReplicas';

/** What is asked of a new endpoint. */
export interface NewEndpoint extends EndpointSpec {
  modelId: string;
  environment: Environment;
  route: string;
  servingFramework?: string;
}

/** A change of a spec: undefined leaves a field, null clears it. */
export type EndpointChange = Partial<Pick<EndpointSpec, Sizes>> & {
  [K in Exclude<keyof EndpointSpec, Sizes>]?: EndpointSpec[K] | null;
};

export interface Replicas {
  desired: number;
  ready: number;
  minimum: number;
  maximum: number;
}

/** A serving endpoint: what was asked, and what was last observed. */
export interface EndpointRecord {
  id: string;
  modelId: string;
  environment: Environment;
  route: string;
  status: EndpointStatus;
  statusMessage?: string;
  spec: EndpointSpec;
  previousSpec?: EndpointSpec;
  replicas?: Replicas;
  /** Serving framework instance, or `external`. */
  tool: string;
  resourceName: string;
  resourceNamespace?: string;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
  observedAt?: string;
  deletedAt?: string;
}

/** What is shown of an endpoint besides its record. */
export interface EndpointSurroundings {
  model?: { name: string; version: string };
  queue?: { position: null; reason: string; waitingFor: string };
}
