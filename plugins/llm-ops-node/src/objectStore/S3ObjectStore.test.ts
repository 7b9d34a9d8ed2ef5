import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { copyObject } from './copyObject';
import { S3ObjectStore } from './S3ObjectStore';

jest.setTimeout(60_000);

// `npm test` starts the object store and says where.
describe('S3ObjectStore', () => {
  const options = () =>
    JSON.parse(readFileSync(process.env.LLM_OPS_TEST_STACK_JSON!, 'utf8'))
      .objectStore;
  const folder = `test-${randomUUID()}/`;
  let store: S3ObjectStore;
  beforeAll(() => {
    store = new S3ObjectStore(options());
  });
  afterAll(() => store.removePrefix(folder));
  const read = async (key: string) => buffer(await store.get(key));
  const staged = async () => (await store.list('uploads/')).length;

  it('stores a stream with its SHA-256 and name, and leaves no other object', async () => {
    const before = await staged();
    const bytes = randomBytes(20_000_000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await expect(
      store.put(`${folder}a/b.bin`, Readable.from(bytes)),
    ).resolves.toEqual({ key: `${folder}a/b.bin`, size: bytes.length, sha256 });
    await expect(store.head(`${folder}a/b.bin`)).resolves.toMatchObject({
      size: bytes.length,
      sha256,
    });
    expect((await read(`${folder}a/b.bin`)).equals(bytes)).toBe(true);
    expect(await staged()).toBe(before);
  });

  it('keeps what was there when a stream breaks or is not what it should be', async () => {
    const key = `${folder}kept.txt`;
    const before = await staged();
    await store.put(key, Readable.from(['first']));
    await expect(
      store.put(
        key,
        Readable.from(
          (async function* broken() {
            yield randomBytes(9_000_000);
            throw new Error('gone');
          })(),
        ),
      ),
    ).rejects.toThrow('gone');
    await expect(
      store.put(key, Readable.from(['second']), { expectedSha256: 'other' }),
    ).rejects.toThrow(/does not have the SHA-256/);
    expect((await read(key)).toString()).toBe('first');
    expect(await staged()).toBe(before);
  });

  it('copies in parts what is too large for one copy', async () => {
    const bytes = randomBytes(12_000_000);
    const from = `${folder}large.bin`;
    const to = `${folder}copy.bin`;
    await store.put(from, Readable.from(bytes));
    const { endpoint, region, accessKey, secretKey, bucket } = options();
    const client = new S3Client({
      endpoint,
      region,
      forcePathStyle: true,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    });
    await copyObject(
      client,
      { bucket, from, to, size: bytes.length, metadata: { checksum: 'abc' } },
      { largest: 1_000_000, part: 5 * 1024 * 1024 },
    );
    await expect(store.head(to)).resolves.toMatchObject({
      size: bytes.length,
      sha256: 'abc',
    });
    expect((await read(to)).equals(bytes)).toBe(true);
  });

  it('removes what a killed process left of an upload', async () => {
    const { size } = await store.stage(Readable.from(['left']));
    expect(size).toBe(4);
    await expect(store.sweep(3_600_000)).resolves.toBe(0);
    expect(await store.sweep(-3_600_000)).toBeGreaterThan(0);
    expect(await staged()).toBe(0);
  });
});
