import { createHash } from 'node:crypto';
import { ModelRegistry } from '../providers';
import { itAnswersProbes } from './provider';

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The contract of {@link ModelRegistry}: what it says of a model and its
 * files is what it serves.
 *
 * @param known - a model that the registry holds, with a card and a licence
 */
export function modelRegistryContract(
  make: () => ModelRegistry,
  known: { id: string; license: string },
): void {
  describe('as a model registry', () => {
    let registry: ModelRegistry;
    beforeAll(() => {
      registry = make();
    });

    itAnswersProbes(() => registry);

    it('describes a model at a fixed revision', async () => {
      const model = await registry.getModel(known.id);
      expect(model).toMatchObject({
        id: known.id,
        license: known.license,
        private: false,
        url: expect.stringContaining(known.id),
      });
      expect(model.revision).toMatch(/^[0-9a-f]{40}$/);
      expect(
        await registry.getModel(known.id, { revision: model.revision }),
      ).toMatchObject({ revision: model.revision });
    });

    it('serves every file as it lists it, digest and all', async () => {
      const { revision } = await registry.getModel(known.id);
      const files = await registry.listFiles(known.id, revision);
      expect(files.map(file => file.path)).toContain('config.json');
      expect(files.some(file => file.sha256)).toBe(true);
      for (const file of files) {
        const content = await bytesOf(
          await registry.openFile(known.id, revision, file.path),
        );
        const sha256 = createHash('sha256').update(content).digest('hex');
        expect({ path: file.path, size: content.length, sha256 }).toEqual({
          path: file.path,
          size: file.size,
          // Only large files have a digest to compare with.
          sha256: file.sha256 ?? sha256,
        });
      }
    });

    it('goes on from where a broken transfer ended', async () => {
      const { revision } = await registry.getModel(known.id);
      const whole = await bytesOf(
        await registry.openFile(known.id, revision, 'config.json'),
      );
      const rest = await bytesOf(
        await registry.openFile(known.id, revision, 'config.json', {
          offset: 10,
        }),
      );
      expect(rest).toEqual(whole.subarray(10));
    });

    it('finds models by text', async () => {
      if (!registry.supports.search) {
        return;
      }
      const [, name] = known.id.split('/');
      const found = await registry.search({ text: name, limit: 5 });
      expect(found.map(model => model.id)).toContain(known.id);
    });

    it('answers not found for a model or file there is not', async () => {
      const { revision } = await registry.getModel(known.id);
      await expect(registry.getModel('no-such/model')).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      await expect(
        registry.openFile(known.id, revision, 'no-such-file'),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    it.each(['../config.json', '/etc/passwd', 'a/../../b'])(
      'refuses %s, which leaves the model',
      async path => {
        const open = async () => registry.openFile(known.id, 'main', path);
        await expect(open()).rejects.toMatchObject({ name: 'InputError' });
      },
    );
  });
}
