import document from './openapi.generated.json';
import { OpenApiDocument, OpenApiOperation } from './types';

/**
 * Adds what every operation may answer besides, unless it says so itself;
 * openapi.yaml says it once.
 */
function withCommonResponses(given: OpenApiDocument): OpenApiDocument {
  const { codes, answer, unread } = given['x-common-responses'];
  const common = Object.fromEntries(codes.map(code => [code, answer]));
  const add = (operation: OpenApiOperation): OpenApiOperation => ({
    ...operation,
    responses: {
      ...(operation['x-open'] || operation.responses.default ? {} : common),
      ...unread,
      ...operation.responses,
    },
  });
  return {
    ...given,
    paths: Object.fromEntries(
      Object.entries(given.paths).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([name, value]) => [name, add(value)]),
        ),
      ]),
    ),
  };
}

/** The contract of `/llm-ops/v1`. */
export const openapi = withCommonResponses(
  document as unknown as OpenApiDocument,
);
