import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';

/** Largest object that one copy takes, in bytes; S3 ends at 5 GiB. */
const LARGEST_COPY = 4 * 1024 ** 3;
/** Bytes of a part of larger ones. */
const PART = 1024 ** 3;

/** A copy within a bucket. */
export interface ObjectCopy {
  bucket: string;
  from: string;
  to: string;
  size: number;
  contentType?: string;
  metadata: Record<string, string>;
}

/** Copies within the store; no byte passes through this process. */
export async function copyObject(
  client: S3Client,
  copy: ObjectCopy,
  { largest = LARGEST_COPY, part = PART } = {},
): Promise<void> {
  const target = { Bucket: copy.bucket, Key: copy.to };
  const CopySource = `${copy.bucket}/${encodeURIComponent(copy.from)}`;
  const facts = { ContentType: copy.contentType, Metadata: copy.metadata };
  if (copy.size <= largest) {
    await client.send(
      new CopyObjectCommand({
        ...target,
        ...facts,
        CopySource,
        MetadataDirective: 'REPLACE',
      }),
    );
    return;
  }
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...target, ...facts }),
  );
  try {
    const Parts: { ETag?: string; PartNumber: number }[] = [];
    for (let start = 0; start < copy.size; start += part) {
      const end = Math.min(start + part, copy.size) - 1;
      const PartNumber = Parts.length + 1;
      const { CopyPartResult } = await client.send(
        new UploadPartCopyCommand({
          ...target,
          UploadId,
          PartNumber,
          CopySource,
          CopySourceRange: `bytes=${start}-${end}`,
        }),
      );
      Parts.push({ ETag: CopyPartResult?.ETag, PartNumber });
    }
    await client.send(
      new CompleteMultipartUploadCommand({
        ...target,
        UploadId,
        MultipartUpload: { Parts },
      }),
    );
  } catch (error) {
    await client
      .send(new AbortMultipartUploadCommand({ ...target, UploadId }))
      .catch(() => undefined);
    throw error;
  }
}
