import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

/** Bytes of one part of a multipart upload; memory is four times this. */
const PART_BYTES = 8 * 1024 * 1024;

/** Streams a body to a key in constant memory; gives its size and SHA-256. */
export async function uploadHashed(
  client: S3Client,
  bucket: string,
  key: string,
  body: Readable,
  signal?: AbortSignal,
): Promise<{ size: number; sha256: string }> {
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
    client,
    partSize: PART_BYTES,
    queueSize: 2,
    params: { Bucket: bucket, Key: key, Body: counted },
  });
  signal?.addEventListener('abort', () => upload.abort());
  await upload.done();
  return { size, sha256: hash.digest('hex') };
}
