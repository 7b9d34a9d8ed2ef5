export { PromptService } from './PromptService';
export type { PromptTemplate } from './types';
