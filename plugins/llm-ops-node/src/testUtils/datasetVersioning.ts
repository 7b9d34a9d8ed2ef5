import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatasetFile, DatasetVersioning } from '../providers';
import { itAnswersProbes } from './provider';

/** Rows of one of the ten files of a version. */
const rowsOf = (file: number, edition = '') =>
  Array.from({ length: 200 }, (_, i) => ({
    id: file * 1000 + i,
    prompt: `question ${file}-${i} ${edition}`.trim(),
    response: `an answer to ${file}-${i} that is long enough to weigh something`,
  }));

const FILES = 10;

/**
 * The contract of {@link DatasetVersioning}: what is stored comes back, a
 * replay finds its own work, and data sets do not disturb each other.
 *
 * @param make - makes a provider that keeps its data below a folder
 */
export function datasetVersioningContract(
  make: (directory: string) => DatasetVersioning,
): void {
  describe('as a data versioning tool', () => {
    let directory: string;
    let tool: DatasetVersioning;
    let counter = 0;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'versioning-'));
      tool = make(join(directory, 'tool'));
    });
    afterEach(() => rm(directory, { recursive: true, force: true }));

    /** Ten JSONL files; the named ones in another edition. */
    const files = async (edited: Record<number, string> = {}) => {
      const folder = join(directory, String((counter += 1)));
      return Promise.all(
        Array.from({ length: FILES }, async (_, i): Promise<DatasetFile> => {
          const name = i < 5 ? `part-${i}.jsonl` : `more/part-${i}.jsonl`;
          const path = join(folder, name);
          await mkdir(dirname(path), { recursive: true });
          await writeFile(
            path,
            rowsOf(i, edited[i])
              .map(row => `${JSON.stringify(row)}\n`)
              .join(''),
          );
          return { name, path };
        }),
      );
    };
    const create = async (
      options: {
        key?: string;
        datasetId?: string;
        edited?: Record<number, string>;
      } = {},
    ) =>
      tool.createVersion({
        key: options.key ?? `key-${(counter += 1)}`,
        datasetId: options.datasetId ?? 'one',
        files: await files(options.edited),
      });
    const rowsIn = async (versionId: string, datasetId = 'one') => {
      const out = await tool.checkout({
        datasetId,
        versionId,
        directory: join(directory, `out-${(counter += 1)}`),
        format: 'jsonl',
      });
      const texts = await Promise.all(
        out.map(file => readFile(file.path, 'utf8')),
      );
      return texts
        .flatMap(text => text.split('\n'))
        .filter(Boolean)
        .map(line => JSON.parse(line) as { id: number; prompt: string })
        .sort((a, b) => a.id - b.id);
    };

    itAnswersProbes(() => tool);

    it('gives back what was stored, of every version', async () => {
      const first = await create();
      const second = await create({ edited: { 3: 'edited' } });
      expect(first.checksum).toMatch(/^[0-9a-f]{64}$/);
      expect(second.checksum).not.toBe(first.checksum);
      expect(first.fileCount).toBe(FILES);
      expect(first.totalBytes).toBeGreaterThan(0);
      const all = Array.from({ length: FILES }, (_, i) => i);
      expect(await rowsIn(first.versionId)).toEqual(
        all.flatMap(i => rowsOf(i)),
      );
      expect(await rowsIn(second.versionId)).toEqual(
        all.flatMap(i => rowsOf(i, i === 3 ? 'edited' : '')),
      );
    });

    it('finds its own work when an operation comes again', async () => {
      const first = await create({ key: 'same' });
      const again = await create({ key: 'same' });
      expect(again).toMatchObject({
        versionId: first.versionId,
        checksum: first.checksum,
      });
    });

    it('says what changed, and nothing else', async () => {
      const first = await create();
      const second = await create({ edited: { 7: 'edited' } });
      const diff = await tool.diff({
        datasetId: 'one',
        baseVersionId: first.versionId,
        versionId: second.versionId,
        sampleLimit: 5,
      });
      expect(diff.modifiedFiles).toHaveLength(1);
      expect(diff.rowsCompared).toBe(tool.supports.rowDiff);
      expect(diff.changedRows).toBe(tool.supports.rowDiff ? 200 : 0);
      const same = await tool.diff({
        datasetId: 'one',
        baseVersionId: second.versionId,
        versionId: second.versionId,
        sampleLimit: 5,
      });
      expect(same).toMatchObject({
        addedFiles: [],
        removedFiles: [],
        modifiedFiles: [],
        changedRows: 0,
      });
    });

    it('stores less for a small change than for the whole', async () => {
      const first = await create();
      const second = await create({ edited: { 1: 'edited' } });
      expect(second.storedBytes).toBeGreaterThan(0);
      expect(second.storedBytes).toBeLessThan(0.4 * first.storedBytes);
    });

    it('restores an old version with its checksum', async () => {
      const first = await create();
      await create({ edited: { 0: 'edited' } });
      const back = await tool.restore({
        key: 'restore',
        datasetId: 'one',
        versionId: first.versionId,
      });
      expect(back.checksum).toBe(first.checksum);
      expect(await rowsIn(back.versionId)).toEqual(
        await rowsIn(first.versionId),
      );
    });

    it('forgets a data set with all its versions, and one it never knew', async () => {
      const { versionId } = await create();
      await create({ datasetId: 'two' });
      await tool.remove({ datasetId: 'one' });
      await tool.remove({ datasetId: 'one' });
      await expect(
        tool.preview({ datasetId: 'one', versionId, limit: 1 }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    it('previews as many rows as were asked for', async () => {
      const { versionId } = await create();
      const preview = await tool.preview({
        datasetId: 'one',
        versionId,
        limit: 3,
      });
      expect(preview.rows).toHaveLength(3);
      expect(preview.rows[0]).toHaveLength(preview.columns.length);
      expect(preview.totalRows).toBeGreaterThan(3);
    });

    it('keeps data sets apart, also when they are written at once', async () => {
      const [a, b] = await Promise.all([
        create({ datasetId: 'one' }),
        create({ datasetId: 'two', edited: { 2: 'other' } }),
        create({ datasetId: 'one', edited: { 1: 'newer' } }),
      ]);
      expect((await rowsIn(a.versionId, 'one'))[200].prompt).toBe(
        'question 1-0',
      );
      expect((await rowsIn(b.versionId, 'two'))[400].prompt).toBe(
        'question 2-0 other',
      );
    });

    it('answers not found for a version or data set there is not', async () => {
      const { versionId } = await create();
      for (const [datasetId, id] of [
        ['one', 'nonsense'],
        ['one', '999999'],
        ['none', versionId],
        ['../one', versionId],
      ]) {
        await expect(
          tool.preview({ datasetId, versionId: id, limit: 1 }),
        ).rejects.toMatchObject({ name: 'NotFoundError' });
      }
    });
  });
}
