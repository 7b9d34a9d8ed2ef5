import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { InputError } from '@backstage/errors';
import { ObjectStore, StagedObject, StoredObject } from './ObjectStore';
import { copyObject } from './copyObject';
import { translated } from './translated';
import { uploadHashed } from './uploadHashed';

/** Folder of what is being received. */
const STAGING = 'uploads/';
/** Longest wait for a connection and for an answer, in milliseconds. */
const CONNECT_MS = 3_000;
const ANSWER_MS = 25_000;

export interface S3ObjectStoreOptions {
  endpoint: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  region: string;
}

/** Refuses names that could leave their folder, in any encoding we pass on. */
export function safeKey(key: string): string {
  const bad = key
    .split('/')
    .some(part => part === '..' || part === '.' || part === '');
  const control = [...key].some(c => c.charCodeAt(0) < 32 || c === '\\');
  if (bad || control || key.startsWith('/') || key.length > 900) {
    throw new InputError(
      `'${key}' is not an allowed object name; use relative names without '..', empty parts or control characters`,
    );
  }
  return key;
}

/** {@link ObjectStore} over the S3 API. */
export class S3ObjectStore implements ObjectStore {
  readonly bucket: string;
  readonly #client: S3Client;
  readonly #endpoint: string;

  constructor(options: S3ObjectStoreOptions) {
    this.bucket = options.bucket;
    this.#endpoint = options.endpoint;
    this.#client = new S3Client({
      endpoint: options.endpoint,
      region: options.region,
      forcePathStyle: true,
      maxAttempts: 2,
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        requestTimeout: ANSWER_MS,
        throwOnRequestTimeout: true,
      },
      credentials: {
        accessKeyId: options.accessKey,
        secretAccessKey: options.secretKey,
      },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  uri(key: string): string {
    return `s3://${this.bucket}/${key}`;
  }

  key(uri: string): string {
    const prefix = `s3://${this.bucket}/`;
    if (!uri.startsWith(prefix)) {
      throw new InputError(
        `'${uri}' is not in the portal's object store; expected ${prefix}…`,
      );
    }
    return uri.slice(prefix.length);
  }

  async put(
    key: string,
    body: Readable,
    options: Parameters<ObjectStore['put']>[2] = {},
  ): Promise<StoredObject & { sha256: string }> {
    safeKey(key);
    const staged = await this.stage(body, options);
    try {
      if (options.expectedSha256 && options.expectedSha256 !== staged.sha256) {
        throw new InputError(
          `${key
            .split('/')
            .pop()} does not have the SHA-256 it should: expected ${
            options.expectedSha256
          }, got ${staged.sha256}; the file is corrupt and was removed`,
        );
      }
      return await staged.keep(key, options);
    } finally {
      await staged.discard();
    }
  }

  async stage(
    body: Readable,
    options: { signal?: AbortSignal } = {},
  ): Promise<StagedObject> {
    const staged = `${STAGING}${randomUUID()}`;
    const { size, sha256 } = await this.#call(() =>
      uploadHashed(this.#client, this.bucket, staged, body, options.signal),
    );
    return {
      size,
      sha256,
      keep: async (key, { contentType, originalName } = {}) => {
        await this.#call(() =>
          copyObject(this.#client, {
            bucket: this.bucket,
            from: staged,
            to: safeKey(key),
            size,
            contentType,
            metadata: {
              checksum: sha256,
              'original-filename': encodeURIComponent(
                originalName ?? key.split('/').pop()!,
              ),
            },
          }),
        );
        return { key, size, sha256 };
      },
      discard: () => this.#remove(staged),
    };
  }

  async get(key: string, options?: { range?: string }): Promise<Readable> {
    const answer = await this.#call(() =>
      this.#client.send(
        new GetObjectCommand({
          Bucket: this.bucket,
          Key: safeKey(key),
          Range: options?.range,
        }),
      ),
    );
    return answer.Body as Readable;
  }

  async head(key: string): Promise<StoredObject> {
    const answer = await this.#call(() =>
      this.#client.send(
        new HeadObjectCommand({ Bucket: this.bucket, Key: safeKey(key) }),
      ),
    );
    return {
      key,
      size: answer.ContentLength ?? 0,
      sha256: answer.Metadata?.checksum,
      lastModified: answer.LastModified?.toISOString(),
    };
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const found: StoredObject[] = [];
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.bucket,
        Prefix: prefix,
        ContinuationToken: token,
      });
      const page = await this.#call(() => this.#client.send(command));
      for (const item of page.Contents ?? []) {
        found.push({
          key: item.Key!,
          size: item.Size ?? 0,
          lastModified: item.LastModified?.toISOString(),
        });
      }
      token = page.NextContinuationToken;
    } while (token);
    return found;
  }

  async sweep(olderThanMs: number): Promise<number> {
    const before = Date.now() - olderThanMs;
    const old = (await this.list(STAGING)).filter(
      object => Date.parse(object.lastModified ?? '') < before,
    );
    for (const object of old) {
      await this.#remove(object.key);
    }
    return old.length;
  }

  async removeAll(keys: string[]): Promise<void> {
    for (let i = 0; i < keys.length; i += 1000) {
      const { Errors } = await this.#call(() =>
        this.#client.send(
          new DeleteObjectsCommand({
            Bucket: this.bucket,
            Delete: {
              Objects: keys.slice(i, i + 1000).map(Key => ({ Key })),
            },
          }),
        ),
      );
      if (Errors?.length) {
        throw new Error(
          `${Errors.length} objects could not be removed, for example ${Errors[0].Key}`,
        );
      }
    }
  }

  async removePrefix(prefix: string): Promise<number> {
    if (!prefix.endsWith('/') || prefix.length < 3) {
      throw new InputError(`'${prefix}' is not a folder`);
    }
    const objects = await this.list(prefix);
    await this.removeAll(objects.map(object => object.key));
    const left = await this.list(prefix);
    if (left.length > 0) {
      throw new Error(`${left.length} objects under ${prefix} are still there`);
    }
    return objects.length;
  }

  async ping(): Promise<number> {
    const start = Date.now();
    await this.#call(() =>
      this.#client.send(new HeadBucketCommand({ Bucket: this.bucket }), {
        abortSignal: AbortSignal.timeout(3_000),
      }),
    );
    return Date.now() - start;
  }

  async #remove(key: string): Promise<void> {
    await this.#call(() =>
      this.#client.send(
        new DeleteObjectCommand({ Bucket: this.bucket, Key: key }),
      ),
    );
  }

  #call<T>(call: () => Promise<T>): Promise<T> {
    return translated(this.#endpoint, call);
  }
}
