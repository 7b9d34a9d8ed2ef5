export { currentRequest, withinRequest } from './context';
export type { RequestContext } from './context';
export { withRequests } from './database';
export { withRequestIds } from './logger';
