import { ConflictError, NotFoundError } from '@backstage/errors';
import { ServingFramework, unavailable } from '@llm-ops/plugin-llm-ops-node';
import { findEndpointsByRoute } from '../../store/serving/endpoints';
import { ServiceDeps } from '../deps';
import { ModelRecord, ModelServices } from '../models';
import { PromptService } from '../prompts';
import { EndpointRecord } from './types';

/** Longest wait for the first byte of an answer, in milliseconds. */
const FIRST_BYTE_TIMEOUT_MS = 120_000;
/** Environments in the order in which a route is looked for. */
const ORDER = ['dev', 'stg', 'prod'];
/** What may stand before a route's name. */
const PREFIXES = ['', '/serve', '/llm-ops/v1/serve'];

export interface ChatRequest {
  messages: { role: string; content: string }[];
  temperature: number;
  maxTokens: number;
}

export interface ChatAnswer {
  content: string;
  finishReason?: string;
  usage?: {
    prompt_tokens: number;
    completion_tokens: number;
    total_tokens: number;
  };
}

/** Finds the endpoint of a route and talks to its model. */
export class InferenceService {
  readonly #deps: ServiceDeps;
  readonly #models: ModelServices;
  readonly #prompts: PromptService;

  constructor(
    deps: ServiceDeps,
    models: ModelServices,
    prompts: PromptService,
  ) {
    this.#deps = deps;
    this.#models = models;
    this.#prompts = prompts;
  }

  /** The endpoint behind a route's name, healthy or not. */
  async find(name: string): Promise<EndpointRecord> {
    const found = await findEndpointsByRoute(
      this.#deps.database,
      PREFIXES.map(prefix => `${prefix}/${name}`),
    );
    const matches = found.sort(
      (a, b) =>
        Number(b.status === 'healthy') - Number(a.status === 'healthy') ||
        ORDER.indexOf(a.environment) - ORDER.indexOf(b.environment),
    );
    if (!matches[0]) {
      throw new NotFoundError(`No endpoint has the route ${name}`);
    }
    return matches[0];
  }

  /** One answer, in the old shape. */
  async chat(
    name: string,
    request: ChatRequest,
    signal: AbortSignal,
  ): Promise<ChatAnswer> {
    const endpoint = await this.#healthy(name);
    const model = await this.#models.models.get(endpoint.modelId);
    const response = await this.#open(endpoint, model, '/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: externalName(model) ?? model.name,
        messages: await this.#prompts.apply(
          endpoint.spec.promptPolicyId,
          request.messages,
        ),
        temperature: request.temperature,
        max_tokens: request.maxTokens,
        stream: false,
      }),
      signal,
    });
    const answer = await response.json().catch(() => undefined);
    const choice = answer?.choices?.[0];
    if (!response.ok || !choice) {
      throw new ConflictError(
        `The model answered ${response.status}: ${
          answer?.error?.message ?? 'not in the shape of a chat completion'
        }`,
      );
    }
    const content = String(choice.message?.content ?? '');
    return {
      content,
      finishReason: choice.finish_reason ?? undefined,
      usage: answer.usage,
    };
  }

  /** Passes a request on as it is; the caller streams the answer. */
  async pass(
    name: string,
    path: string,
    init: {
      method: string;
      body?: Record<string, unknown>;
      accept?: string;
      signal: AbortSignal;
    },
  ): Promise<Response> {
    const endpoint = await this.#healthy(name);
    const model = await this.#models.models.get(endpoint.modelId);
    return this.#open(endpoint, model, path, {
      method: init.method,
      headers: {
        ...(init.body && { 'content-type': 'application/json' }),
        ...(init.accept && { accept: init.accept }),
      },
      body:
        init.body && JSON.stringify(await this.#prompted(endpoint, init.body)),
      signal: init.signal,
    });
  }

  /** The body with the endpoint's prompt before its messages, if it has any. */
  async #prompted(endpoint: EndpointRecord, body: Record<string, unknown>) {
    return Array.isArray(body.messages)
      ? {
          ...body,
          messages: await this.#prompts.apply(
            endpoint.spec.promptPolicyId,
            body.messages,
          ),
        }
      : body;
  }

  async #healthy(name: string): Promise<EndpointRecord> {
    const endpoint = await this.find(name);
    if (endpoint.status !== 'healthy' && endpoint.status !== 'degraded') {
      throw unavailableEndpoint(endpoint);
    }
    return endpoint;
  }

  async #open(
    endpoint: EndpointRecord,
    model: ModelRecord,
    path: string,
    init: RequestInit,
  ): Promise<Response> {
    const { baseUrl, fetch, headers } = await this.#target(endpoint, model);
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), FIRST_BYTE_TIMEOUT_MS);
    try {
      return await fetch(`${baseUrl}${path}`, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), ...headers },
        redirect: 'error',
        signal: AbortSignal.any([init.signal!, timeout.signal]),
      });
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

  async #target(
    endpoint: EndpointRecord,
    model: ModelRecord,
  ): Promise<{
    baseUrl: string;
    fetch: typeof globalThis.fetch;
    headers: Record<string, string>;
  }> {
    if (endpoint.tool !== 'external') {
      const framework = this.#deps.providers.byId<ServingFramework>(
        endpoint.tool,
      );
      const target = await framework.target({
        name: endpoint.resourceName,
        namespace: endpoint.resourceNamespace ?? '',
      });
      return { ...target, headers: {} };
    }
    const {
      provider,
      base_url: url,
      endpoint: ollama,
      api_key: key,
    } = model.metadata;
    const baseUrl =
      provider === 'ollama'
        ? String(ollama ?? 'http://localhost:11434')
        : String(url ?? 'https://api.openai.com').replace(/\/v1\/?$/, '');
    return {
      baseUrl,
      fetch: globalThis.fetch,
      headers: key ? { authorization: `Bearer ${key}` } : {},
    };
  }
}

function externalName(model: ModelRecord): string | undefined {
  return model.type === 'external'
    ? (model.metadata.model_name as string | undefined)
    : undefined;
}

/** Last part of a route, which is how clients call it. */
export function routeName(route: string): string {
  return route
    .replace(/^\/llm-ops\/v1\/serve\//, '/')
    .replace(/^\/serve\//, '/')
    .slice(1);
}

function unavailableEndpoint(endpoint: EndpointRecord): Error {
  return new ConflictError(
    `The endpoint ${endpoint.route} is ${endpoint.status}${
      endpoint.statusMessage ? `: ${endpoint.statusMessage}` : ''
    }`,
  );
}
