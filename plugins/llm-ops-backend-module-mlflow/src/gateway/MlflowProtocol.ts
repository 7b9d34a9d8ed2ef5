import { NotImplementedError } from '@backstage/errors';
import {
  TrackingGateway,
  TrackingProtocol,
} from '@llm-ops/plugin-llm-ops-node';
import { json, Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { MlflowClient } from '../client';
import { artifactEndpoints, proxyEndpoints } from './artifacts';
import { onlyJobs } from './access';
import { sendUnknown, sendWireError } from './errors';
import { experimentEndpoints } from './experiments';
import { modelEndpoints } from './models';
import { runEndpoints } from './runs';
import { searchEndpoints } from './search';
import { Call, Endpoint } from './types';
import { isJson } from './values';

/** The version whose words are spoken here. */
const VERSION = '3.17.2';
/** Largest body of a call, in bytes; MLflow's clients send at most 1 MB. */
const LIMIT = 20 * 1024 * 1024;

/** Features of a server that only passes on whole files. */
const SERVER_INFO = {
  store_type: 'SqlStore',
  workspaces_enabled: false,
  trace_archival_enabled: false,
  multipart_uploads_enabled: false,
  multipart_downloads_enabled: false,
  presigned_upload_run_id_supported: false,
  presigned_upload_model_id_supported: false,
};

const REST = '/api/2.0/mlflow';

const parser = json({ limit: LIMIT, type: () => true, strict: false });

function parseJson(request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parser(request, response, (error?: unknown) =>
      error ? reject(error) : resolve(),
    );
  });
}

/**
 * MLflow's tracking REST API for the code of training jobs: a list of what
 * may be called, each checked, written to the journal and answered.
 */
export class MlflowProtocol implements TrackingProtocol {
  readonly name = 'mlflow';
  readonly #clients: Map<string, MlflowClient>;

  /** @param clients - MLflow servers by the id of their tracker */
  constructor(clients: Map<string, MlflowClient>) {
    this.#clients = clients;
  }

  router(gateway: TrackingGateway): Router {
    const router = PromiseRouter({ strict: true, caseSensitive: true });
    const mount = (prefix: string, endpoint: Endpoint) => {
      const path = `${prefix}${endpoint.path}`;
      const serve = async (request: Request, response: Response) => {
        const call = await this.#begin(gateway, endpoint, request, response);
        const answer = await endpoint.handle(call);
        if (answer) {
          response.json(answer);
        }
      };
      router[endpoint.method](path, serve);
    };
    for (const endpoint of [
      ...runEndpoints,
      ...searchEndpoints,
      ...experimentEndpoints,
      ...modelEndpoints,
      ...artifactEndpoints,
    ]) {
      mount(REST, endpoint);
    }
    proxyEndpoints.forEach(one => mount('/api/2.0/mlflow-artifacts', one));
    this.#mountFixed(router, gateway);
    const known = router.stack
      .map(layer => layer.route?.path)
      .filter((path): path is string => typeof path === 'string');
    for (const path of new Set(known)) {
      router.all(path, (_request, response) => sendUnknown(response, 405));
    }
    router.use(async (request, response) => {
      await gateway.authorize(request);
      sendUnknown(response, 404);
    });
    router.use(
      (error: unknown, _request: Request, response: Response, _next: unknown) =>
        sendWireError(response, error, gateway.logger),
    );
    return router;
  }

  /** What a client asks of the server itself. */
  #mountFixed(router: Router, gateway: TrackingGateway): void {
    const fixed: [string, (response: Response) => void][] = [
      ['/version', response => response.type('text').send(VERSION)],
      ['/health', response => response.type('text').send('OK')],
      ['/api/3.0/mlflow/server-info', response => response.json(SERVER_INFO)],
    ];
    for (const [path, send] of fixed) {
      router.get(path, async (request, response) => {
        await gateway.authorize(request);
        send(response);
      });
    }
  }

  async #begin(
    { journal, authorize }: TrackingGateway,
    endpoint: Endpoint,
    request: Request,
    response: Response,
  ): Promise<Call> {
    const caller = await authorize(request);
    if (!endpoint.people && caller.kind !== 'job') {
      throw onlyJobs();
    }
    if (!endpoint.stream && endpoint.method !== 'get') {
      await parseJson(request, response);
    }
    const body = isJson(request.body) ? request.body : {};
    return {
      caller,
      journal,
      input:
        endpoint.method === 'get'
          ? (request.query as Record<string, unknown>)
          : body,
      params: request.params as Record<string, string>,
      request,
      response,
      client: tool => this.#client(tool),
    };
  }

  #client(tool?: string): MlflowClient {
    const [first] = this.#clients.values();
    const client = tool === undefined ? first : this.#clients.get(tool);
    if (!client) {
      throw new NotImplementedError(
        `The MLflow instance ${tool ?? ''} is not configured any more`,
      );
    }
    return client;
  }
}
