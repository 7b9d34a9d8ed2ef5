export { AnswerCheck } from './AnswerCheck';
export { ResourceReads } from './ResourceReads';
export { Turn, wantsAsync } from './Turn';
export type { TurnDeps } from './Turn';
