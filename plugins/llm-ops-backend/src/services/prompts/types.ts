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
