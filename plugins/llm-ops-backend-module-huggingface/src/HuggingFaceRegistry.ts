import {
  InputError,
  NotAllowedError,
  NotFoundError,
  isError,
} from '@backstage/errors';
import {
  HubApiError,
  listFiles,
  listModels,
  modelInfo,
} from '@huggingface/hub';
import {
  CallOptions,
  Environment,
  ModelRegistry,
  ProviderInstance,
  RegistryCredentials,
  RegistryFile,
  RegistryModel,
  ToolHealth,
  unavailable,
} from '@llm-ops/plugin-llm-ops-node';
import { checkModelId, checkPath, checkRevision, checkToken } from './guards';
import { hubFetch } from './hubFetch';
import { toModel } from './map';
import { publishTo } from './publish';

/** Beyond what every answer has. */
const FIELDS = [
  'author',
  'cardData',
  'config',
  'library_name',
  'sha',
  'tags',
] as const;

type Access = CallOptions & RegistryCredentials;

/** {@link ModelRegistry} over the Hugging Face Hub API. */
export class HuggingFaceRegistry implements ModelRegistry {
  readonly registryType = 'huggingface';
  readonly supports = { search: true, publish: true };
  readonly instance: ProviderInstance;
  readonly #url: string;
  readonly #token: string | undefined;

  constructor(options: {
    id: string;
    environments: readonly Environment[];
    url: string;
    webUrl?: string;
    token?: string;
  }) {
    this.#url = options.url.replace(/\/+$/, '');
    this.#token = options.token;
    this.instance = {
      id: options.id,
      tool: 'huggingface',
      environments: options.environments,
      supportedVersions: '*',
      webUrl: (options.webUrl ?? this.#url).replace(/\/+$/, ''),
    };
  }

  async probe(options?: CallOptions): Promise<ToolHealth> {
    const checkedAt = new Date().toISOString();
    try {
      const response = await hubFetch(
        this.#url,
        options,
      )(`${this.#url}/api/models?limit=1`);
      return {
        status: response.ok ? 'healthy' : 'degraded',
        message: response.ok ? 'Answers' : `Answers ${response.status}`,
        checkedAt,
      };
    } catch (error) {
      return {
        status: 'unavailable',
        message: (error as Error).message,
        checkedAt,
      };
    }
  }

  async getModel(
    id: string,
    options: Access & { revision?: string } = {},
  ): Promise<RegistryModel> {
    checkModelId(id);
    const found = await this.#call(id, () =>
      modelInfo({
        name: id,
        hubUrl: this.#url,
        revision: options.revision && checkRevision(options.revision),
        additionalFields: [...FIELDS],
        accessToken: this.#access(options),
        fetch: hubFetch(this.#url, options),
      }),
    );
    return toModel(
      this.instance.webUrl,
      found as unknown as Record<string, unknown>,
    );
  }

  async listFiles(
    id: string,
    revision: string,
    options: Access = {},
  ): Promise<RegistryFile[]> {
    checkModelId(id);
    return this.#call(id, async () => {
      const files: RegistryFile[] = [];
      for await (const entry of listFiles({
        repo: { type: 'model', name: id },
        recursive: true,
        revision: checkRevision(revision),
        hubUrl: this.#url,
        accessToken: this.#access(options),
        fetch: hubFetch(this.#url, options),
      })) {
        if (entry.type === 'file') {
          files.push({
            path: checkPath(entry.path),
            size: entry.lfs?.size ?? entry.size,
            sha256: entry.lfs?.oid,
            gitOid: entry.lfs ? undefined : entry.oid,
          });
        }
      }
      return files;
    });
  }

  async openFile(
    id: string,
    revision: string,
    path: string,
    options: Access & { offset?: number } = {},
  ): Promise<ReadableStream<Uint8Array>> {
    checkModelId(id);
    const place = checkPath(path).split('/').map(encodeURIComponent).join('/');
    const url = `${this.#url}/${id}/resolve/${encodeURIComponent(
      checkRevision(revision),
    )}/${place}`;
    const token = this.#access(options);
    const response = await hubFetch(this.#url, { signal: options.signal })(
      url,
      {
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(options.offset && { range: `bytes=${options.offset}-` }),
        },
      },
    );
    if (!response.ok || !response.body) {
      throw this.#toError(
        id,
        response.status,
        response.headers.get('x-error-code') ?? '',
        response.headers.get('retry-after'),
      );
    }
    return response.body;
  }

  async search(
    options: Access & { text?: string; limit: number },
  ): Promise<RegistryModel[]> {
    return this.#call(options.text ?? '', async () => {
      const found: RegistryModel[] = [];
      for await (const entry of listModels({
        search: { query: options.text },
        limit: options.limit,
        additionalFields: ['author', 'sha', 'tags', 'library_name', 'cardData'],
        hubUrl: this.#url,
        accessToken: this.#access(options),
        fetch: hubFetch(this.#url, options),
      })) {
        found.push(
          toModel(
            this.instance.webUrl,
            entry as unknown as Record<string, unknown>,
          ),
        );
      }
      return found;
    });
  }

  async publish(options: Parameters<ModelRegistry['publish']>[0]) {
    const id = checkModelId(options.id);
    const token = this.#access(options);
    if (!token) {
      throw new InputError(
        'Publishing needs an access token; set llmOps.huggingface.instances[].token',
      );
    }
    const hub = {
      repo: { type: 'model' as const, name: id },
      hubUrl: this.#url,
      accessToken: token,
      fetch: hubFetch(this.#url, {}),
    };
    const revision = await this.#call(id, () => publishTo(hub, options));
    return { url: `${this.instance.webUrl}/${id}`, revision };
  }

  /** The caller's token, or that of the configuration. */
  #access(options: RegistryCredentials): string | undefined {
    return checkToken(options.token ?? this.#token);
  }

  async #call<T>(id: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof HubApiError) {
        throw this.#toError(id, error.statusCode, '');
      }
      if (
        isError(error) &&
        error.name !== 'Error' &&
        error.name !== 'TypeError'
      ) {
        throw error;
      }
      throw unavailable('The hub', this.#url, error);
    }
  }

  #toError(
    id: string,
    status: number,
    code: string,
    retryAfter?: string | null,
  ): Error {
    if (status === 401 || status === 403 || code === 'GatedRepo') {
      return new NotAllowedError(
        `${id} is gated or private, or does not exist; accept its terms at the hub and give the portal a token that may read it (llmOps.huggingface.instances[].token)`,
      );
    }
    if (status === 404) {
      return new NotFoundError(
        `The hub has no model ${id}, or not this revision or file`,
      );
    }
    if (status >= 400 && status < 500 && status !== 429) {
      return new InputError(
        `The hub refuses the request for ${id} (${status})`,
      );
    }
    return unavailable('The hub', this.#url, `it answered ${status}`, {
      retryAfter,
    });
  }
}
