import { ConflictError, NotFoundError } from '@backstage/errors';
import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { Actor } from '../../auth/types';
import { findEndpointsByRoute } from '../../store/serving/endpoints';
import { Teams, UsageMeter } from '../cost';
import { ServiceDeps } from '../deps';
import { ModelServices } from '../models';
import { ChatMessage, ChosenVariant, PromptService } from '../prompts';
import { EndpointRecord } from './types';
import { guessUsage, promptOf, TokenCounter, TokenUsage } from './TokenCounter';
import { Upstream } from './Upstream';

/** Environments in the order in which a route is looked for. */
const ORDER = ['dev', 'stg', 'prod'];
/** What may stand before a route's name. */
const PREFIXES = ['', '/serve', '/llm-ops/v1/serve'];
const CHAT_PATH = '/v1/chat/completions';

export interface ChatRequest {
  messages: { role: string; content: string }[];
  temperature: number;
  maxTokens: number;
  /** Id of a live prompt template, instead of the endpoint's own. */
  template?: string;
}

export interface ChatAnswer {
  content: string;
  finishReason?: string;
  usage: TokenUsage;
  /** Template that an experiment chose. */
  promptVariant?: string;
}

/** What an experiment chose for a chat, and when it began. */
interface Asked {
  variant?: ChosenVariant;
  at: number;
}

/** An answer that is passed on as it arrives. */
export interface PassedAnswer {
  status: number;
  contentType: string;
  /** Template that an experiment chose. */
  promptVariant?: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** Finds the endpoint of a route and talks to its model. */
export class InferenceService {
  readonly #deps: ServiceDeps;
  readonly #models: ModelServices;
  readonly #prompts: PromptService;
  readonly #upstream: Upstream;
  readonly #usage: { meter: UsageMeter; teams: Teams };

  constructor(
    deps: ServiceDeps,
    models: ModelServices,
    prompts: PromptService,
    usage: { meter: UsageMeter; teams: Teams },
  ) {
    this.#deps = deps;
    this.#models = models;
    this.#prompts = prompts;
    this.#upstream = new Upstream(deps);
    this.#usage = usage;
  }

  /** The endpoint within reach behind a route's name, healthy or not. */
  async find(name: string, reach: Reach): Promise<EndpointRecord> {
    const found = await findEndpointsByRoute(
      this.#deps.database,
      PREFIXES.map(prefix => `${prefix}/${name}`),
      reach,
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
    { actor, signal }: { actor: Actor; signal: AbortSignal },
  ): Promise<ChatAnswer> {
    const endpoint = await this.#healthy(name, actor.reach);
    const model = await this.#models.models.get(endpoint.modelId);
    if (request.template) {
      await this.#prompts.requireLive(request.template);
    }
    const { messages, ...asked } = await this.#prompt(
      request.template ?? endpoint.spec.promptPolicyId,
      actor,
      request.messages,
    );
    const response = await this.#upstream.open(endpoint, model, CHAT_PATH, {
      method: 'POST',
      headers: {},
      body: {
        model: model.name,
        messages,
        temperature: request.temperature,
        max_tokens: request.maxTokens,
        stream: false,
      },
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
    const usage: TokenUsage =
      answer.usage ?? guessUsage(promptOf({ ...request }), content);
    await this.#count(endpoint, actor, usage, asked);
    return {
      content,
      finishReason: choice.finish_reason ?? undefined,
      usage,
      promptVariant: asked.variant?.templateId,
    };
  }

  /** Passes a request on as it is; the caller streams the answer. */
  async pass(
    name: string,
    path: string,
    init: {
      actor: Actor;
      method: string;
      body?: Record<string, unknown>;
      accept?: string;
      signal: AbortSignal;
    },
  ): Promise<PassedAnswer> {
    const endpoint = await this.#healthy(name, init.actor.reach);
    const model = await this.#models.models.get(endpoint.modelId);
    const asked = Array.isArray(init.body?.messages)
      ? await this.#prompt(
          endpoint.spec.promptPolicyId,
          init.actor,
          init.body.messages,
        )
      : undefined;
    const response = await this.#upstream.open(endpoint, model, path, {
      method: init.method,
      headers: init.accept ? { accept: init.accept } : {},
      body: asked ? { ...init.body, messages: asked.messages } : init.body,
      signal: init.signal,
    });
    const contentType =
      response.headers.get('content-type') ?? 'application/json';
    return {
      status: response.status,
      contentType,
      promptVariant: asked?.variant?.templateId,
      chunks: this.#chunks(response, contentType, usage =>
        response.ok && init.body
          ? this.#count(endpoint, init.actor, usage(promptOf(init.body)), asked)
          : Promise.resolve(),
      ),
    };
  }

  /** The answer as it arrives, read along; `done` also when it breaks off. */
  async *#chunks(
    response: Response,
    contentType: string,
    done: (usage: (prompt: string) => TokenUsage) => Promise<void>,
  ): AsyncIterable<Uint8Array> {
    const counter = new TokenCounter(contentType);
    try {
      for await (const chunk of response.body ?? []) {
        counter.push(chunk);
        yield chunk;
      }
    } finally {
      await done(prompt => counter.result(prompt));
    }
  }

  async #count(
    endpoint: EndpointRecord,
    actor: Actor,
    usage: TokenUsage,
    asked?: Asked,
  ): Promise<void> {
    if (asked?.variant) {
      this.#prompts.experiments.counts.add({
        ...asked.variant,
        requests: 0,
        answers: 1,
        promptTokens: usage.prompt_tokens,
        completionTokens: usage.completion_tokens,
        answerMs: Date.now() - asked.at,
      });
    }
    this.#usage.meter.request({
      endpointId: endpoint.id,
      subject: actor.id,
      team: await this.#usage.teams.of(actor),
      promptTokens: usage.prompt_tokens,
      completionTokens: usage.completion_tokens,
    });
  }

  /** The messages after a prompt, if there is one. */
  async #prompt<M extends ChatMessage>(
    promptId: string | undefined,
    actor: Actor,
    given: M[],
  ) {
    const { messages, variant } = await this.#prompts.apply(
      promptId,
      given,
      actor.id,
    );
    if (variant) {
      this.#prompts.experiments.counts.add({
        ...variant,
        requests: 1,
        answers: 0,
        promptTokens: 0,
        completionTokens: 0,
        answerMs: 0,
      });
    }
    return { messages, variant, at: Date.now() };
  }

  async #healthy(name: string, reach: Reach): Promise<EndpointRecord> {
    const endpoint = await this.find(name, reach);
    if (endpoint.status !== 'healthy' && endpoint.status !== 'degraded') {
      throw unavailableEndpoint(endpoint);
    }
    return endpoint;
  }
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
