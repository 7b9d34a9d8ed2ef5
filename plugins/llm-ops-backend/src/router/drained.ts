import { once } from 'node:events';
import { Response } from 'express';

/** Waits until more can be sent, or nobody reads it any more. */
export async function drained(response: Response): Promise<void> {
  const done = new AbortController();
  const { signal } = done;
  try {
    await Promise.race([
      once(response, 'drain', { signal }),
      once(response, 'close', { signal }),
    ]);
  } finally {
    // Takes back the listeners of the other one.
    done.abort();
  }
}
