import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTree } from './treeChecks';

describe('checkTree', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tree-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const check = async (contents: Record<string, string | Buffer>) =>
    checkTree(
      await Promise.all(
        Object.entries(contents).map(async ([name, content]) => {
          const path = join(directory, name);
          await writeFile(path, content);
          return { name, path };
        }),
      ),
    );

  it('names the file and the line of personal data, and leaves binary files alone', async () => {
    const result = await check({
      'a.txt': 'nothing\nwrite to ann@example.org\n',
      'b.bin': Buffer.from('\0 bob@example.org'),
    });
    expect(result.status).toBe('failed');
    expect(result.validation.piiLocations).toEqual([
      { file: 'a.txt', row: 2, column: 'a.txt', type: 'email' },
    ]);
  });

  it('takes points off for empty files and copies', async () => {
    const { score, validation } = await check({
      'a.txt': 'same',
      'b.txt': 'same',
      'c.txt': 'other',
      'd.txt': '',
    });
    // a quarter is empty (−12.5), a quarter is copies (−7.5)
    expect(score).toBe(80);
    expect(validation.breakdown).toMatchObject({
      missing_values: 75,
      duplicates: 75,
    });
  });
});
