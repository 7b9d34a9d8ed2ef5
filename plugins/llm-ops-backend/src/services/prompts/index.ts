export { PromptService } from './PromptService';
export type {
  ChatMessage,
  ChosenVariant,
  PromptedMessages,
} from './PromptService';
export type { PromptExperimentService } from './PromptExperimentService';
export type {
  ExperimentStatus,
  PromptExperiment,
  PromptTemplate,
  VariantUsage,
} from './types';
