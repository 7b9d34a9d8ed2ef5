export { KeyKeeper } from './KeyKeeper';
export type { Claim, Reservation } from '../../store/idempotency/keys';
