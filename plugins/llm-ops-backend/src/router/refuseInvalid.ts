import express, { Request, Response } from 'express';
import { OpenApiOperation } from '../schema/types';
import { RequestValidator } from './validation';

/** Largest JSON body, in bytes. */
const JSON_LIMIT = 10 * 1024 * 1024;

/** Answers a request that does not fit its operation; false when it fits. */
export async function refuseInvalid(
  operation: OpenApiOperation,
  validator: RequestValidator,
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
