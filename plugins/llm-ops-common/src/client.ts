import createClient, { Client } from 'openapi-fetch';
import type { paths } from './generated/schema';

/** Client of `/llm-ops/v1`, typed from openapi.yaml. */
export type LlmOpsClient = Client<paths>;

/**
 * Makes a client.
 *
 * @param options - `baseUrl` ends in `/v1`; `fetch` adds the identity
 */
export function createLlmOpsClient(options: {
  baseUrl: string;
  fetch?: typeof globalThis.fetch;
}): LlmOpsClient {
  return createClient<paths>({
    baseUrl: options.baseUrl,
    fetch: options.fetch,
    headers: { prefer: 'handling=strict' },
  });
}

/**
 * Takes `data` out of an answer of {@link LlmOpsClient}.
 * @throws Error with the server's message when it failed
 */
export function unwrapAnswer<T>(answer: {
  data?: { status: string; message: string; data: T | null };
  error?: unknown;
  response: Response;
}): T {
  const body = (answer.data ?? answer.error) as
    | { status?: string; message?: string; data?: T }
    | undefined;
  if (answer.response.ok && body?.status === 'success') {
    return body.data as T;
  }
  throw new Error(
    body?.message ?? `The portal answered ${answer.response.status}`,
  );
}
