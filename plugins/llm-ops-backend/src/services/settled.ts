import { Operation, Outbox } from '../outbox/types';

/** Longest wait for an operation that is done at once when its tool answers, ms. */
const SETTLE_MS = 2_000;
const POLL_MS = 40;

/**
 * Wakes the workers and waits a moment for the newest operation of a lane, so
 * that the answer can say how it ended. A tool that is away costs no more
 * than that moment.
 */
export async function settled(
  outbox: Outbox,
  lane: string,
): Promise<Operation | undefined> {
  outbox.wake();
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const operation = await outbox.latest(lane);
    const waits =
      operation?.state === 'leased' ||
      (operation?.state === 'pending' && !operation.error);
    if (!waits || Date.now() > until) {
      return operation;
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}
