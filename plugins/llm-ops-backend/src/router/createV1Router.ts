import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import { retryAfterOf } from '@llm-ops/plugin-llm-ops-node';
import { Request, Response, Router } from 'express';
import { ANONYMOUS } from '../auth/DefaultAuthorizer';
import { Authorizer } from '../auth/types';
import { withinRequest } from '../requests';
import { openapi } from '../schema/document';
import { OpenApiOperation } from '../schema/types';
import { AuditService, PolicyEngine } from '../services/governance';
import { OwnerService } from '../services/OwnerService';
import { Turn, TurnDeps } from './exchange';
import { auditDenied, auditWrite } from './audit';
import { ParameterError } from '../services/listing';
import { enforcePolicies } from './policies';
import { refuseInvalid } from './refuseInvalid';
import { describeError, sendData, sendFail, wantsHonestCodes } from './respond';
import { RecordGuard } from './RecordGuard';
import { OperationRequest, OperationRoute } from './types';
import { createValidators, RequestValidator } from './validation';

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
  turns: TurnDeps;
  /** Called when an answer has been sent: which operation, its status and seconds. */
  onAnswer(operationId: string, status: number, seconds: number): void;
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
      const handler = async (request: Request, response: Response) => {
        const begun = performance.now();
        response.once('close', () => {
          const seconds = (performance.now() - begun) / 1_000;
          options.onAnswer(operation.operationId, response.statusCode, seconds);
        });
        const context = {
          requestId: response.get('X-Request-Id')!,
          queued: [],
        };
        await withinRequest(context, async () => {
          const exchange = { operation, path, method, request, response };
          const turn = new Turn(options.turns, { ...exchange, context });
          await serve(mounted, request, response, turn);
          await end(turn, response);
        });
      };
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

  async function end(turn: Turn, response: Response) {
    try {
      await turn.end();
    } catch (error) {
      logger.error('An answer could not be kept or sent', error as Error);
      response.destroy();
    }
  }

  async function serve(
    mounted: Mounted,
    request: Request,
    response: Response,
    turn: Turn,
  ) {
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
      if (
        await refuseInvalid(operation, mounted.validator, request, response)
      ) {
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
      if (!missing && !(await turn.begin(asked))) {
        return;
      }
      try {
        if (missing && !route.unknown) {
          throw missing;
        }
        const answer = missing ? route.unknown : await route.handle(asked);
        await auditWrite(audit, audited, actor, { data: answer?.data });
        if (answer?.list) {
          await turn.list(answer.list);
        } else if (answer) {
          response.set(answer.headers ?? {});
          sendData(
            response,
            answer.status ?? success,
            answer.data,
            answer.message,
            route,
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
    response.locals.failedInside = status >= 500;
    const wait = retryAfterOf(error);
    if (wait !== undefined) {
      response.set('Retry-After', String(Math.ceil(wait / 1_000)));
    }
    const honest = operation['x-honest'] || wantsHonestCodes(request);
    if (honest) {
      sendFail(response, status, message);
    } else {
      const old = route.failCode?.(error as Error) ?? success;
      sendFail(response, old, message, route);
    }
  }
}

/** Paths with fewer parameters first, so that `/import` is not an id. */
function sortedPaths() {
  const weight = (path: string) => path.split('{').length;
  return Object.entries(openapi.paths).sort(
    ([a], [b]) => weight(a) - weight(b),
  );
}
