import { Readable } from 'node:stream';

/** An object's name and facts. */
export interface StoredObject {
  key: string;
  /** Bytes. */
  size: number;
  /** SHA-256 in hex that was recorded at upload. */
  sha256?: string;
  lastModified?: string;
}

/** The S3-compatible store that holds models, data sets and artifacts. */
export interface ObjectStore {
  readonly bucket: string;
  /** `s3://bucket/key` of a key. */
  uri(key: string): string;
  /** Key of an `s3://` URI. @throws InputError when it is not in this bucket */
  key(uri: string): string;
  /**
   * Streams to the store in constant memory, hashing on the way.
   * With `expectedSha256` a mismatch removes the object and throws InputError.
   */
  put(
    key: string,
    body: Readable,
    options?: {
      expectedSha256?: string;
      contentType?: string;
      originalName?: string;
      signal?: AbortSignal;
    },
  ): Promise<StoredObject & { sha256: string }>;
  /** @throws NotFoundError */
  get(key: string, options?: { range?: string }): Promise<Readable>;
  /** @throws NotFoundError */
  head(key: string): Promise<StoredObject>;
  list(prefix: string): Promise<StoredObject[]>;
  /** Removes everything under the prefix, verifies, and says how many. */
  removePrefix(prefix: string): Promise<number>;
  /** Answers in milliseconds or throws ServiceUnavailableError. */
  ping(): Promise<number>;
}
