export { notice } from './notice';
export type { NoticeText } from './notice';
export { NoticeWorker } from './NoticeWorker';
export { RecipientFinder } from './Recipients';
