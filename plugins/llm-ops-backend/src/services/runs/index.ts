export { explainRun } from './explain';
export { RunSearchService } from './RunSearchService';
export type { FoundRun } from './RunSearchService';
