/**
 * Words that the browser and the server of LLM-Ops share.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './envelope';
export * from './permissions';
export * from './client';
export type { components, paths } from './generated/schema';
