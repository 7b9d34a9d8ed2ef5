import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
  CopyObjectCommand,
  DeleteObjectCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { InputError, NotFoundError } from '@backstage/errors';
import { unavailable } from '../errors';
import { ObjectStore, StoredObject } from './ObjectStore';

/** Bytes of one part of a multipart upload; memory is four times this. */
const PART_BYTES = 8 * 1024 * 1024;

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
    const hash = createHash('sha256');
    let size = 0;
    const counted = new Transform({
      transform(chunk, _encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    body.on('error', error => counted.destroy(error));
    body.pipe(counted);
    const upload = new Upload({
      client: this.#client,
      partSize: PART_BYTES,
      queueSize: 2,
      params: {
        Bucket: this.bucket,
        Key: key,
        Body: counted,
        ContentType: options.contentType,
      },
    });
    options.signal?.addEventListener('abort', () => upload.abort());
    await this.#call(() => upload.done());
    const sha256 = hash.digest('hex');
    if (options.expectedSha256 && options.expectedSha256 !== sha256) {
      await this.#remove(key);
      throw new InputError(
        `${key
          .split('/')
          .pop()} does not have the SHA-256 it should: expected ${
          options.expectedSha256
        }, got ${sha256}; the file is corrupt and was removed`,
      );
    }
    await this.#call(() =>
      this.#client.send(
        new CopyObjectCommand({
          Bucket: this.bucket,
          Key: key,
          CopySource: `${this.bucket}/${encodeURIComponent(key)}`,
          MetadataDirective: 'REPLACE',
          ContentType: options.contentType,
          Metadata: {
            checksum: sha256,
            'original-filename': encodeURIComponent(
              options.originalName ?? key.split('/').pop()!,
            ),
          },
        }),
      ),
    );
    return { key, size, sha256 };
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

  async removePrefix(prefix: string): Promise<number> {
    if (!prefix.endsWith('/') || prefix.length < 3) {
      throw new InputError(`'${prefix}' is not a folder`);
    }
    const objects = await this.list(prefix);
    for (let i = 0; i < objects.length; i += 1000) {
      await this.#call(() =>
        this.#client.send(
          new DeleteObjectsCommand({
            Bucket: this.bucket,
            Delete: {
              Objects: objects
                .slice(i, i + 1000)
                .map(object => ({ Key: object.key })),
            },
          }),
        ),
      );
    }
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
    await this.#client.send(
      new DeleteObjectCommand({ Bucket: this.bucket, Key: key }),
    );
  }

  async #call<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof S3ServiceException) {
        const status = error.$metadata.httpStatusCode ?? 0;
        if (status === 404) {
          throw new NotFoundError('There is no such object in the store');
        }
        if (status >= 400 && status < 500 && status !== 401 && status !== 403) {
          throw error;
        }
      } else if (!isNetworkError(error)) {
        throw error;
      }
      throw unavailable('The object store', this.#endpoint, error);
    }
  }
}

function isNetworkError(error: unknown): boolean {
  const { code, name } = error as { code?: string; name?: string };
  return (
    name === 'TimeoutError' ||
    name === 'AbortError' ||
    [
      'ECONNREFUSED',
      'ECONNRESET',
      'ETIMEDOUT',
      'ENOTFOUND',
      'EPIPE',
      'EHOSTUNREACH',
      'ENETUNREACH',
    ].includes(code ?? '')
  );
}
