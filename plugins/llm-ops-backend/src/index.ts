/**
 * The server of the LLM-Ops portal.
 *
 * @packageDocumentation
 */
export { llmOpsPlugin as default } from './plugin';
