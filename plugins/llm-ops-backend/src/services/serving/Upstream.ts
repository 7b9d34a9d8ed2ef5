import { ServingFramework, unavailable } from '@llm-ops/plugin-llm-ops-node';
import { redact } from '../../secrets';
import { ServiceDeps } from '../deps';
import { ModelRecord } from '../models';
import { externalTarget } from './external';
import { EndpointRecord } from './types';

/** Longest wait for the first byte of an answer, in milliseconds. */
const FIRST_BYTE_TIMEOUT_MS = 120_000;
/** Most of a failure's text that is passed on, in characters. */
const MAX_FAILURE = 64 * 1024;

interface Target {
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  headers: Record<string, string>;
  /** Name of the model there. */
  modelName: string;
  secrets: string[];
}

/** Talks to the server behind an endpoint, whether it is ours or external. */
export class Upstream {
  readonly #deps: ServiceDeps;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  /**
   * Sends a request; an external model is asked by the name it has there.
   * What a failure says comes back without the secrets that were sent.
   */
  async open(
    endpoint: EndpointRecord,
    model: ModelRecord,
    path: string,
    init: {
      method: string;
      headers: Record<string, string>;
      body?: Record<string, unknown>;
      signal: AbortSignal;
    },
  ): Promise<Response> {
    const target = await this.#target(endpoint, model);
    const body =
      init.body && endpoint.tool === 'external'
        ? { ...init.body, model: target.modelName }
        : init.body;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), FIRST_BYTE_TIMEOUT_MS);
    try {
      const response = await target.fetch(`${target.baseUrl}${path}`, {
        method: init.method,
        headers: {
          ...init.headers,
          ...(body && { 'content-type': 'application/json' }),
          ...target.headers,
        },
        body: body && JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.any([init.signal, timeout.signal]),
      });
      return response.ok || target.secrets.length === 0
        ? response
        : await withoutSecrets(response, target.secrets);
    } catch (error) {
      throw unavailable(
        `The model behind ${endpoint.route}`,
        endpoint.environment,
        error,
      );
    } finally {
      clearTimeout(timer);
    }
  }

  async #target(endpoint: EndpointRecord, model: ModelRecord): Promise<Target> {
    if (endpoint.tool === 'external') {
      return {
        ...externalTarget(model, this.#deps.secrets),
        fetch: globalThis.fetch,
      };
    }
    const target = await this.#deps.providers
      .byId<ServingFramework>(endpoint.tool)
      .target({
        name: endpoint.resourceName,
        namespace: endpoint.resourceNamespace ?? '',
      });
    return { ...target, headers: {}, modelName: model.name, secrets: [] };
  }
}

async function withoutSecrets(
  response: Response,
  secrets: string[],
): Promise<Response> {
  const text = (await response.text()).slice(0, MAX_FAILURE);
  return new Response(redact(text, secrets), {
    status: response.status,
    headers: {
      'content-type':
        response.headers.get('content-type') ?? 'application/json',
    },
  });
}
