/**
 * Pages and entity cards of the LLM-Ops portal.
 *
 * @packageDocumentation
 */
export { llmOpsPlugin as default } from './plugin';
