import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { stack } from './client.mjs';

const { endpoint, region, bucket, accessKey, secretKey } = stack.objectStore;
const client = new S3Client({
  endpoint,
  region,
  forcePathStyle: true,
  credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
});

/** Keys under a prefix, in order. */
export async function listObjects(prefix) {
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
  );
  return Contents.map(({ Key }) => Key).sort();
}

/** Stores an object past the portal. */
export async function putObject(key, content) {
  await client.send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }),
  );
}

/** Text of an object. */
export async function getObject(key) {
  const { Body } = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: key }),
  );
  return Body.transformToString();
}
