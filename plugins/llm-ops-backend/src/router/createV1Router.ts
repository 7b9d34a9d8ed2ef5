import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import express, { Request, Response, Router } from 'express';
import { ANONYMOUS } from '../auth/DefaultAuthorizer';
import { Authorizer } from '../auth/types';
import { openapi } from '../schema/document';
import { OpenApiOperation } from '../schema/types';
import { AuditService, PolicyEngine } from '../services/governance';
import { OwnerService } from '../services/OwnerService';
import { auditDenied, auditWrite } from './audit';
import { ParameterError } from '../services/listing';
import { sendList } from './lists';
import { enforcePolicies } from './policies';
import { describeError, sendData, sendFail, wantsHonestCodes } from './respond';
import { RecordGuard } from './RecordGuard';
import { OperationRequest, OperationRoute } from './types';
import { createValidators, RequestValidator } from './validation';

/** Largest JSON body, in bytes. */
const JSON_LIMIT = 10 * 1024 * 1024;

interface Mounted {
  operation: OpenApiOperation;
  route: OperationRoute;
  validator: RequestValidator;
}

/**
 * The router of `/llm-ops/v1`: every operation of openapi.yaml, and nothing
 * else. Each request is identified, authorised and checked before its route
 * sees it.
 *
 * @throws Error when an operation has no route, or a route no operation
 */
export function createV1Router(options: {
  routes: OperationRoute[];
  authorizer: Authorizer;
  owners: OwnerService;
  audit: AuditService;
  policies: PolicyEngine;
  logger: LoggerService;
}): Router {
  const { authorizer, audit, policies, logger } = options;
  const guard = new RecordGuard(options.owners, authorizer);
  const routes = new Map(options.routes.map(r => [r.operationId, r]));
  const validatorOf = createValidators(openapi);
  const router = Router({ strict: true });

  router.use((request, response, next) => {
    const id = String(request.headers['x-request-id'] ?? '');
    response.set('X-Request-Id', /^[\w.-]{1,64}$/.test(id) ? id : randomUUID());
    next();
  });
  router.get('/openapi.json', (_request, response) => {
    response.json(openapi);
  });

  for (const [path, methods] of sortedPaths()) {
    const pattern = path.replace(/\{(\w+)\}/g, ':$1');
    for (const [method, operation] of Object.entries(methods)) {
      const route = routes.get(operation.operationId);
      if (!route) {
        throw new Error(
          `No route serves the operation ${operation.operationId}`,
        );
      }
      RecordGuard.requireGuarded(path, route);
      routes.delete(operation.operationId);
      const mounted = { operation, route, validator: validatorOf(operation) };
      const handler = (request: Request, response: Response) =>
        serve(mounted, request, response);
      router[method as 'get' | 'post' | 'patch' | 'put' | 'delete'](
        pattern,
        handler,
      );
      if (path === '/health') {
        router.get('/health/', handler);
      }
    }
    router.all(pattern, refuse(405, 'Method Not Allowed'));
  }
  if (routes.size > 0) {
    throw new Error(`openapi.yaml lacks the operations ${[...routes.keys()]}`);
  }

  router.use(async (request, response) => {
    if (request.path.length > 1 && request.path.endsWith('/')) {
      const [, query = ''] = /(\?.*)?$/.exec(request.originalUrl) ?? [];
      response.redirect(
        307,
        `${request.baseUrl}${request.path.slice(0, -1)}${query}`,
      );
      return;
    }
    await refuse(404, 'Not Found')(request, response);
  });
  return router;

  /** What is not there; who has no identity does not even learn that. */
  function refuse(code: number, detail: string) {
    return async (request: Request, response: Response) => {
      try {
        await authorizer.authorize(request, llmOpsReadPermission);
        response.status(code).json({ detail });
      } catch (error) {
        const { status, message } = describeError(error, logger);
        sendFail(response, status, message);
      }
    };
  }

  async function serve(mounted: Mounted, request: Request, response: Response) {
    const { operation, route } = mounted;
    const success = operation.responses['201'] ? 201 : 200;
    const audited = { operation, route, request, response };
    try {
      const actor = operation['x-open']
        ? ANONYMOUS
        : await authorizer.authorize(request, route.permission, {
            over: route.creates?.over,
            allowJob:
              route.allowJobParameter &&
              request.params[route.allowJobParameter],
          });
      if (await refuseInvalid(mounted, request, response)) {
        return;
      }
      const asked: OperationRequest = {
        actor,
        path: request.params as Record<string, string>,
        query: request.query as Record<string, unknown>,
        body: request.body ?? {},
        raw: request,
        response,
      };
      const missing = operation['x-open']
        ? undefined
        : await guard.check(route, asked);
      if (!missing) {
        await enforcePolicies(policies, audited, actor);
      }
      try {
        if (missing && !route.unknown) {
          throw missing;
        }
        const answer = missing ? route.unknown : await route.handle(asked);
        await auditWrite(audit, audited, actor, { data: answer?.data });
        if (answer?.list) {
          await sendList(request, response, answer.list);
        } else if (answer) {
          response.set(answer.headers ?? {});
          sendData(
            response,
            answer.status ?? success,
            answer.data,
            answer.message,
          );
        }
      } catch (error) {
        await auditWrite(audit, audited, actor, { error: error as Error });
        fail(mounted, request, response, error, success);
      }
    } catch (error) {
      const { status, message } = describeError(error, logger);
      if (status === 401 || status === 403) {
        await auditDenied(audit, audited, error as Error);
      }
      sendFail(response, status, message);
    }
  }

  function fail(
    { operation, route }: Mounted,
    request: Request,
    response: Response,
    error: unknown,
    success: number,
  ) {
    if (response.headersSent) {
      logger.warn(`${operation.operationId} broke off`, error as Error);
      response.destroy();
      return;
    }
    if (error instanceof ParameterError) {
      response.status(422).json({
        detail: [
          {
            type: 'value_error',
            loc: ['query', error.parameter],
            msg: error.message,
            input: request.query[error.parameter] ?? null,
          },
        ],
      });
      return;
    }
    if (route.notFoundDetail && (error as Error).name === 'NotFoundError') {
      response.status(404).json({ detail: (error as NotFoundError).message });
      return;
    }
    const { status, message } = describeError(error, logger);
    const honest = operation['x-honest'] || wantsHonestCodes(request);
    const old = route.failCode?.(error as Error) ?? success;
    sendFail(response, honest ? status : old, message);
  }

  async function refuseInvalid(
    { operation, validator }: Mounted,
    request: Request,
    response: Response,
  ): Promise<boolean> {
    const details = [
      ...validator.path(request.params),
      ...validator.query(request.query as Record<string, unknown>),
    ];
    const json = operation.requestBody?.content['application/json'];
    if (json) {
      try {
        await parseJson(request, response);
      } catch (error) {
        const tooLarge = (error as { status?: number }).status === 413;
        response.status(tooLarge ? 413 : 422).json({
          detail: [
            {
              type: tooLarge ? 'too_large' : 'json_invalid',
              loc: ['body', 0],
              msg: tooLarge
                ? `The body is larger than ${JSON_LIMIT} bytes`
                : 'JSON decode error',
              input: {},
            },
          ],
        });
        return true;
      }
      const given = request.body as unknown;
      const empty = given === undefined || given === null;
      if (empty && operation.requestBody?.required) {
        details.push({
          type: 'missing',
          loc: ['body'],
          msg: 'Field required',
          input: null,
        });
      } else if (!empty) {
        details.push(...validator.body(given));
      }
    }
    if (details.length > 0) {
      response.status(422).json({ detail: details });
      return true;
    }
    return false;
  }
}

const jsonParser = express.json({
  limit: JSON_LIMIT,
  type: () => true,
  strict: false,
});

function parseJson(request: Request, response: Response): Promise<void> {
  if (request.headers['content-length'] === '0') {
    request.body = undefined;
    return Promise.resolve();
  }
  return new Promise((resolve, reject) =>
    jsonParser(request, response, (error?: unknown) =>
      error ? reject(error) : resolve(),
    ),
  );
}

/** Paths with fewer parameters first, so that `/import` is not an id. */
function sortedPaths() {
  const weight = (path: string) => path.split('{').length;
  return Object.entries(openapi.paths).sort(
    ([a], [b]) => weight(a) - weight(b),
  );
}
