import { z } from 'zod';
import { Call } from './types';
import { Json } from './values';

/** How long MLflow may take for a read before the journal answers, ms. */
const READ_MS = 10_000;

const anything = z.record(z.string(), z.unknown());

/** Reads from MLflow. @throws ServiceUnavailableError when it is away or slow */
export function readJson(
  call: Call,
  method: 'GET' | 'POST',
  path: string,
  options: { tool?: string; input?: Json } = {},
): Promise<Json> {
  return call
    .client(options.tool)
    .call(
      anything,
      method,
      path,
      options.input ?? call.input,
      AbortSignal.timeout(READ_MS),
    );
}
