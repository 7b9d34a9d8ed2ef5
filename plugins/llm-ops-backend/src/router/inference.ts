import {
  llmOpsInferPermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { Response as ExpressResponse } from 'express';
import { PassedAnswer, ServingServices } from '../services/serving';
import { drained } from './drained';
import { OperationRequest, OperationRoute } from './types';

/** Aborted when the caller goes away before the answer is complete. */
function signalOf(response: ExpressResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}

/** Says which template an experiment chose. */
const variantHeader = (id: string | undefined): Record<string, string> =>
  id ? { 'x-llm-ops-prompt-variant': id } : {};

/** Sends an answer on as it arrives, event by event, without buffering. */
async function stream(
  upstream: PassedAnswer,
  response: ExpressResponse,
): Promise<void> {
  response.status(upstream.status);
  response.set({
    'content-type': upstream.contentType,
    ...variantHeader(upstream.promptVariant),
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  for await (const chunk of upstream.chunks) {
    if (!response.write(chunk)) {
      await drained(response);
    }
    if (response.destroyed) {
      return;
    }
  }
  response.end();
}

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Routes of `/serve`. */
export function createInferenceRoutes(
  services: ServingServices,
): OperationRoute[] {
  const { inference } = services;
  const permission = llmOpsInferPermission;
  const passTo =
    (path: (request: OperationRequest) => string, method: 'GET' | 'POST') =>
    async (request: OperationRequest) => {
      const upstream = await inference.pass(
        request.path.route_name,
        path(request),
        {
          actor: request.actor,
          method,
          body: method === 'POST' ? request.body : undefined,
          accept: request.raw.headers.accept,
          signal: signalOf(request.response),
        },
      );
      await stream(upstream, request.response);
      return undefined;
    };
  const modelPath = (request: OperationRequest) =>
    `/v2/models/${encodeURIComponent(request.path.model_name)}`;
  return [
    {
      operationId: 'getInferenceHealth',
      permission: llmOpsReadPermission,
      handle: async ({ response }) => {
        response.json({ status: 'ok', router: 'inference' });
        return undefined;
      },
    },
    {
      operationId: 'getRouteHealth',
      permission: llmOpsReadPermission,
      handle: async ({ path, actor: { reach } }) => {
        const endpoint = await inference.find(path.route_name, reach);
        return {
          data: {
            status: endpoint.status,
            route: endpoint.route,
            message: endpoint.statusMessage ?? '',
          },
        };
      },
    },
    {
      operationId: 'chat',
      permission,
      references: ({ body }) => [['prompt', text(body.template)]],
      handle: async ({ path, body, response, actor }) => {
        const answer = await inference.chat(
          path.route_name,
          {
            messages: body.messages as { role: string; content: string }[],
            temperature: Number(body.temperature ?? 0.7),
            maxTokens: Number(body.max_tokens ?? 500),
            template: text(body.template),
          },
          { actor, signal: signalOf(response) },
        );
        return {
          headers: variantHeader(answer.promptVariant),
          data: {
            choices: [
              {
                message: { role: 'assistant', content: answer.content },
                finish_reason: answer.finishReason ?? null,
              },
            ],
            usage: answer.usage,
          },
        };
      },
    },
    {
      operationId: 'openaiModels',
      permission,
      handle: passTo(() => '/v1/models', 'GET'),
    },
    {
      operationId: 'openaiChat',
      permission,
      handle: passTo(() => '/v1/chat/completions', 'POST'),
    },
    {
      operationId: 'openaiCompletions',
      permission,
      handle: passTo(() => '/v1/completions', 'POST'),
    },
    { operationId: 'oipModel', permission, handle: passTo(modelPath, 'GET') },
    {
      operationId: 'oipInfer',
      permission,
      handle: passTo(r => `${modelPath(r)}/infer`, 'POST'),
    },
  ];
}
