import express, { Request, Response } from 'express';
import { OpenApiOperation } from '../schema/types';
import { isTooDeep, MAX_DEPTH } from './bodyLimits';
import { nulDetails } from './nulDetails';
import { RequestValidator } from './validation';

/** Largest JSON body, in bytes. */
const JSON_LIMIT = 10 * 1024 * 1024;

const TOO_DEEP = 'entity.too.deep';

/** What is wrong with a body that could not be read: code, type, sentence. */
function describe(error: {
  status?: number;
  type?: string;
}): [number, string, string] {
  if (error.status === 413) {
    const message = `The body is larger than ${JSON_LIMIT} bytes`;
    return [413, 'too_large', message];
  }
  return [
    422,
    'json_invalid',
    error.type === TOO_DEEP
      ? `The body is nested deeper than ${MAX_DEPTH} levels`
      : 'JSON decode error',
  ];
}

/** Answers a request that does not fit its operation; false when it fits. */
export async function refuseInvalid(
  operation: OpenApiOperation,
  validator: RequestValidator,
  request: Request,
  response: Response,
): Promise<boolean> {
  const details = [
    ...nulDetails('path', request.params),
    ...nulDetails('query', request.query),
    ...validator.path(request.params),
    ...validator.query(request.query as Record<string, unknown>),
  ];
  const json = operation.requestBody?.content['application/json'];
  if (json) {
    try {
      await parseJson(request, response);
    } catch (error) {
      const [code, type, msg] = describe(
        error as { status?: number; type?: string },
      );
      response.status(code).json({
        detail: [{ type, loc: ['body', 0], msg, input: {} }],
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
      if (!isForwarded(operation)) {
        details.push(...nulDetails('body', given));
      }
      details.push(...validator.body(given));
    }
  }
  if (details.length > 0) {
    response.status(422).json({ detail: details });
    return true;
  }
  return false;
}

/** Whether the body is for a model, which may want any text. */
function isForwarded(operation: OpenApiOperation): boolean {
  return Boolean(operation.tags?.includes('inference'));
}

const jsonParser = express.json({
  limit: JSON_LIMIT,
  verify: (_request, _response, json) => {
    if (isTooDeep(json)) {
      throw Object.assign(new Error('too deep'), { type: TOO_DEEP });
    }
  },
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
