import { LoggerService } from '@backstage/backend-plugin-api';
import Ajv2020, { ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { OpenApiDocument, OpenApiOperation } from '../../schema/types';

/** Checks answers against openapi.yaml; for tests, where a violation is a 500. */
export class AnswerCheck {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #logger: LoggerService;
  readonly #compiled = new Map<object, ValidateFunction>();

  constructor(document: OpenApiDocument, logger: LoggerService) {
    addFormats(this.#ajv);
    this.#ajv.addSchema({ ...document, $id: 'openapi' } as object);
    this.#logger = logger;
  }

  /** What is wrong with an answer, as a sentence; undefined when nothing is. */
  violation(
    operation: OpenApiOperation,
    code: number,
    body: unknown,
  ): string | undefined {
    const described =
      operation.responses[String(code)] ?? operation.responses.default;
    const wrong = described
      ? this.#mismatch(described.content?.['application/json']?.schema, body)
      : `${code} is not among its codes`;
    if (!wrong) {
      return undefined;
    }
    const words = `The answer ${code} of ${operation.operationId} is not as openapi.yaml says: ${wrong}`;
    this.#logger.error(words);
    return words;
  }

  #mismatch(schema: object | undefined, body: unknown): string | undefined {
    if (!schema) {
      return undefined;
    }
    let validate = this.#compiled.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(
        JSON.parse(
          JSON.stringify(schema).replace(
            /"#\/components\//g,
            '"openapi#/components/',
          ),
        ),
      );
      this.#compiled.set(schema, validate);
    }
    // As clients get it: without what JSON leaves out.
    return validate(JSON.parse(JSON.stringify(body)))
      ? undefined
      : this.#ajv.errorsText(validate.errors?.slice(0, 5));
  }
}
