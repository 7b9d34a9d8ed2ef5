import {
  Environment,
  StageStatus,
  WorkflowPhase,
} from '@llm-ops/plugin-llm-ops-node';

export type PipelineStatus = WorkflowPhase;

export const STAGE_TYPES = [
  'data_validation',
  'training',
  'evaluation',
  'deployment',
] as const;

/** One stage as it was asked for. */
export interface PipelineStage {
  name: string;
  type: (typeof STAGE_TYPES)[number];
  dependencies: string[];
  condition?: Record<string, unknown>;
  config?: Record<string, unknown>;
}

/** A pipeline: what was asked, and what was last observed. */
export interface PipelineRecord {
  id: string;
  name: string;
  /** As the client named it. */
  orchestrationSystem: string;
  /** Workflow engine instance. */
  tool: string;
  environment: Environment;
  status: PipelineStatus;
  statusMessage?: string;
  /** Stages as they were asked for, in their order. */
  definition: PipelineStage[];
  /** Stages as last observed, in the same order and under the same names. */
  stages: StageStatus[];
  maxRetries: number;
  priority?: number;
  workflowName?: string;
  workflowNamespace?: string;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
  startedAt?: string;
  endedAt?: string;
}

/** One try of a stage, and what it has begun at the portal. */
export interface StageTry {
  pipelineId: string;
  stage: string;
  /** From 0. */
  attempt: number;
  /** Training job it submitted. */
  jobId?: string;
  /** Endpoint it deployed. */
  endpointId?: string;
  /** What it waits for, or why it failed. */
  message?: string;
}

/** How far the work of a stage is. */
export interface StageOutcome {
  phase: 'running' | 'succeeded' | 'failed';
  message?: string;
  outputs: Record<string, string>;
}
