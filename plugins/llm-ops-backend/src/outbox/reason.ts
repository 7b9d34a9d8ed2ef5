import { Operation } from './types';

/**
 * What an open operation waits for, as one sentence for people.
 *
 * @param waiting - operations that wait for its tool
 */
export function reasonOf(operation: Operation, waiting: number): string {
  const { title, tool, error } = operation;
  if (operation.state === 'dead') {
    return `stopped: ${title} failed (${error}); an operator can retry or skip it on the Health page`;
  }
  if (operation.unavailableSince) {
    const since = operation.unavailableSince.slice(11, 16);
    return `queued: ${tool} is unreachable since ${since} UTC; ${waiting} waiting (${error})`;
  }
  if (operation.attempts > 0) {
    return `queued: try ${operation.attempts + 1} of ${title} after: ${error}`;
  }
  return operation.progress
    ? `${title}: ${operation.progress.message}`
    : `queued: ${title}`;
}
