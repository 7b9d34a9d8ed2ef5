import { openapi } from '../../schema/document';
import { OperationRequest, OperationRoute } from '../types';

/**
 * Finds how a record is read that an operation changes: at the same path, or
 * at the nearest above it that can be read.
 */
export class ResourceReads {
  readonly #routes: Map<string, OperationRoute>;

  constructor(routes: OperationRoute[]) {
    this.#routes = new Map(routes.map(route => [route.operationId, route]));
  }

  /** Whether an operation reads one record. */
  static isSingle(path: string, method: string): boolean {
    return method === 'get' && /\}(\/deployment)?$/.test(path);
  }

  /** The record as it is now; undefined when there is none. */
  async read(path: string, asked: OperationRequest): Promise<unknown> {
    try {
      return (await this.#readerOf(path)?.handle(asked))?.data;
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    }
  }

  #readerOf(path: string): OperationRoute | undefined {
    for (let at = path; at; at = at.slice(0, at.lastIndexOf('/'))) {
      const get = openapi.paths[at]?.get;
      if (get && ResourceReads.isSingle(at, 'get')) {
        return this.#routes.get(get.operationId);
      }
    }
    return undefined;
  }
}
