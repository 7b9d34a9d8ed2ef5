export const PROMPT_STATUSES = ['draft', 'live', 'retired'] as const;
export type PromptStatus = (typeof PROMPT_STATUSES)[number];

/** One version of a text that is put before what users ask a model. */
export interface PromptTemplate {
  id: string;
  name: string;
  version: string;
  language?: string;
  content: string;
  contextTags?: string[];
  /** Only a live one is applied. */
  status: PromptStatus;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
}

export type ExperimentStatus = 'draft' | 'running' | 'stopped';

/** A template's share of an experiment. */
export interface Variant {
  templateId: string;
  /** Against the sum of all. */
  weight: number;
}

/** Templates that share the chats of endpoints, to see which does better. */
export interface PromptExperiment {
  id: string;
  name: string;
  variants: Variant[];
  /** Only a running one is applied. */
  status: ExperimentStatus;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
}

/** What was asked and answered with one variant. */
export interface VariantUsage {
  experimentId: string;
  templateId: string;
  requests: number;
  /** Requests that were answered; the others failed or are under way. */
  answers: number;
  promptTokens: number;
  completionTokens: number;
  /** Milliseconds until answers were complete, added up. */
  answerMs: number;
}
