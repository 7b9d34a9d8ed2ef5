import { createApiRef, FetchApi } from '@backstage/frontend-plugin-api';
import { Envelope } from '@llm-ops/plugin-llm-ops-common';

/** Reads and writes of the pages; every method unwraps the envelope or throws. */
export interface LlmOpsApi {
  /** `GET /llm-ops/v1{path}`; `path` is already encoded. */
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  /** Sends JSON, or a form as it is. */
  send<T>(
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: FormData | object,
  ): Promise<T>;
  /** The answer itself, for streams and downloads. */
  open(path: string, init?: RequestInit): Promise<Response>;
}

export const llmOpsApiRef = createApiRef<LlmOpsApi>().with({
  id: 'plugin.llm-ops.client',
  pluginId: 'llm-ops',
});

/** {@link LlmOpsApi} over the app's own fetch, which carries the identity. */
export class FetchLlmOpsApi implements LlmOpsApi {
  readonly #fetchApi: FetchApi;

  constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
  }

  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return unwrap<T>(await this.open(path, { signal }));
  }

  async send<T>(
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: FormData | object,
  ): Promise<T> {
    const form = body instanceof FormData;
    return unwrap<T>(
      await this.open(path, {
        method,
        headers: form || !body ? {} : { 'content-type': 'application/json' },
        body: form || !body ? (body as FormData) : JSON.stringify(body),
      }),
    );
  }

  open(path: string, init?: RequestInit): Promise<Response> {
    const headers = new Headers(init?.headers);
    headers.set('prefer', 'handling=strict');
    return this.#fetchApi.fetch(`plugin://llm-ops/v1${path}`, {
      ...init,
      headers,
    });
  }
}

/** Takes `data` out of an envelope. @throws Error with the server's message and code */
async function unwrap<T>(response: Response): Promise<T> {
  const text = await response.text();
  let parsed: Partial<Envelope<T>> & { detail?: unknown };
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Error(
      `The portal's server answered ${response.status} without JSON; look at its log`,
    );
  }
  if (parsed.status === 'success') {
    return parsed.data as T;
  }
  throw Object.assign(
    new Error(parsed.message || describeDetail(parsed.detail)),
    { status: response.status },
  );
}

function describeDetail(detail: unknown): string {
  if (Array.isArray(detail)) {
    return detail
      .map(item => `${(item.loc ?? []).slice(1).join('.')}: ${item.msg}`)
      .join('; ');
  }
  return typeof detail === 'string' ? detail : 'The request failed';
}
