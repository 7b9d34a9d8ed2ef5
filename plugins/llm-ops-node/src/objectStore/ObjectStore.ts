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

/** Bytes that were received and have no name yet. */
export interface StagedObject {
  /** Bytes. */
  size: number;
  /** SHA-256 in hex. */
  sha256: string;
  /** Gives it its name; what had the name before is replaced at once. */
  keep(
    key: string,
    options?: { contentType?: string; originalName?: string },
  ): Promise<StoredObject & { sha256: string }>;
  /** Removes it; one that was kept stays. */
  discard(): Promise<void>;
}

/** The S3-compatible store that holds models, data sets and artifacts. */
export interface ObjectStore {
  readonly bucket: string;
  /** `s3://bucket/key` of a key. */
  uri(key: string): string;
  /** Key of an `s3://` URI. @throws InputError when it is not in this bucket */
  key(uri: string): string;
  /**
   * Receives bytes in constant memory, hashing on the way, under a name of
   * its own in `uploads/`. The caller keeps or discards it.
   */
  stage(
    body: Readable,
    options?: { signal?: AbortSignal },
  ): Promise<StagedObject>;
  /**
   * Streams to the store in constant memory, hashing on the way. With
   * `expectedSha256` a mismatch throws InputError. A broken stream leaves
   * what had the name before.
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
  /** Removes staged objects that are older, in milliseconds; says how many. */
  sweep(olderThanMs: number): Promise<number>;
  /** Removes objects; those that are not there count as removed. */
  removeAll(keys: string[]): Promise<void>;
  /** Removes everything under the prefix, verifies, and says how many. */
  removePrefix(prefix: string): Promise<number>;
  /** Answers in milliseconds or throws ServiceUnavailableError. */
  ping(): Promise<number>;
}
