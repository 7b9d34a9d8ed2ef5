import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { unavailable } from '@llm-ops/plugin-llm-ops-node';
import { z } from 'zod';

/** Longest wait for an answer, in milliseconds. */
const TIMEOUT_MS = 20_000;

const errorSchema = z.object({ error_code: z.string(), message: z.string() });

/** The wire to one MLflow server: REST 2.0, and the artifact proxy. */
export class MlflowClient {
  readonly url: string;
  readonly #token: string | undefined;

  constructor(options: { url: string; token?: string }) {
    this.url = options.url.replace(/\/+$/, '');
    this.#token = options.token;
  }

  /** Calls `/api/2.0/mlflow/<path>` and checks the answer. */
  async call<T>(
    schema: z.ZodType<T>,
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    input: Record<string, unknown>,
    signal?: AbortSignal,
  ): Promise<T> {
    const query = method === 'GET' ? `?${toQuery(input)}` : '';
    const response = await this.open(`/api/2.0/mlflow/${path}${query}`, {
      method,
      headers: method === 'GET' ? {} : { 'content-type': 'application/json' },
      body: method === 'GET' ? undefined : JSON.stringify(input),
      signal,
    });
    const text = await response.text();
    let body: unknown;
    try {
      body = text ? JSON.parse(text) : {};
    } catch {
      throw unavailable(
        'MLflow',
        this.url,
        `it answered ${response.status} without JSON`,
      );
    }
    if (!response.ok) {
      throw this.#toError(response, body);
    }
    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      throw unavailable(
        'MLflow',
        this.url,
        `its answer to ${path} is not understood`,
      );
    }
    return parsed.data;
  }

  /** Headers that say who asks. */
  headers(): Record<string, string> {
    return this.#token ? { authorization: `Bearer ${this.#token}` } : {};
  }

  /** The answer itself; only the connection is checked. */
  async open(path: string, init: RequestInit = {}): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await fetch(`${this.url}${path}`, {
        ...init,
        headers: {
          ...(init.headers as Record<string, string>),
          ...this.headers(),
        },
        signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout,
      });
    } catch (error) {
      const cause = (error as { cause?: unknown }).cause ?? error;
      throw unavailable('MLflow', this.url, cause);
    }
  }

  #toError({ status, headers }: Response, body: unknown): Error {
    const parsed = errorSchema.safeParse(body);
    const code = parsed.success ? parsed.data.error_code : '';
    const message = parsed.success
      ? parsed.data.message.split('\n')[0]
      : `MLflow answered ${status}`;
    if (status === 401 || status === 403) {
      return new ServiceUnavailableError(
        `MLflow at ${this.url} refuses the portal's token; set llmOps.mlflow.instances[].token`,
      );
    }
    switch (code) {
      case 'RESOURCE_DOES_NOT_EXIST':
        return new NotFoundError(message);
      case 'RESOURCE_ALREADY_EXISTS':
        return new ConflictError(message);
      case 'INVALID_PARAMETER_VALUE':
      case 'BAD_REQUEST':
        return new InputError(message);
      default:
        return status === 404 ||
          (status >= 400 && status < 500 && status !== 429)
          ? new InputError(message)
          : unavailable('MLflow', this.url, message, {
              retryAfter: headers.get('retry-after'),
            });
    }
  }
}

function toQuery(input: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input)) {
    if (value !== undefined) {
      query.append(key, String(value));
    }
  }
  return query.toString();
}
