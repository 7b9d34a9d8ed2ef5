import { CallOptions, Provider } from './provider';

export interface RegistryFile {
  /** Relative, with `/`; the provider refuses traversal. */
  path: string;
  /** Bytes. */
  size: number;
  /** SHA-256 in hex, when the registry states it (LFS files). */
  sha256?: string;
  /** Git blob SHA-1 in hex, when the registry states it. */
  gitOid?: string;
}

export interface RegistryModel {
  id: string;
  /** Immutable revision (commit). */
  revision: string;
  url: string;
  author?: string;
  license?: string;
  pipelineTag?: string;
  libraryName?: string;
  tags: string[];
  gated: boolean;
  private: boolean;
  /** ISO 8601. */
  lastModified?: string;
  downloads?: number;
  /** Content of config.json's main fields. */
  architectures?: string[];
  modelType?: string;
}

export interface RegistryCredentials {
  /** Access token of the caller; never stored by the provider. */
  token?: string;
}

/** Hub or registry models are imported from and published to. */
export interface ModelRegistry extends Provider {
  /** Name in the API's `registry_type`, e.g. `huggingface`. */
  readonly registryType: string;
  readonly supports: { search: boolean; publish: boolean };
  /** @throws NotFoundError, NotAllowedError (gated or private) */
  getModel(
    id: string,
    options?: CallOptions & RegistryCredentials & { revision?: string },
  ): Promise<RegistryModel>;
  listFiles(
    id: string,
    revision: string,
    options?: CallOptions & RegistryCredentials,
  ): Promise<RegistryFile[]>;
  /** Bytes of one file from `offset`. */
  openFile(
    id: string,
    revision: string,
    path: string,
    options?: CallOptions & RegistryCredentials & { offset?: number },
  ): Promise<ReadableStream<Uint8Array>>;
  search(
    options: CallOptions &
      RegistryCredentials & { text?: string; limit: number },
  ): Promise<RegistryModel[]>;
  /** Uploads files as one commit; adopts a commit made with the same key. */
  publish(
    options: CallOptions &
      RegistryCredentials & {
        key: string;
        id: string;
        private: boolean;
        message: string;
        tag?: string;
        /** Put into the model card, as the registry keeps metadata. */
        metadata?: Record<string, unknown>;
        files: { path: string; size: number; open(): Promise<Blob> }[];
      },
  ): Promise<{ url: string; revision: string }>;
}
