import { Operation } from '../../api/types';
import { formatClock } from '../../components/format';

/** One sentence on how an operation is: what it waits for, how far it is, what went wrong. */
export function whatOf(operation: Operation): string {
  const { state, unavailableSince, progress, error } = operation;
  if (state === 'pending' && unavailableSince) {
    const tool = operation.waitsFor ?? operation.tool;
    return `${tool} is away since ${formatClock(unavailableSince)}`;
  }
  if (state === 'leased' && progress) {
    return `${progress.message} (${Math.round(progress.fraction * 100)} %)`;
  }
  return state === 'done' ? '' : error ?? '';
}
