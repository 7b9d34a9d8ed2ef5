export { ParameterError } from './ParameterError';
export type { Listed, Listing, Page } from './types';
