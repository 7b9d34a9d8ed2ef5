import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetVersioningContract } from '@llm-ops/plugin-llm-ops-node/testUtils';
import { DuckLakeVersioning } from './DuckLakeVersioning';

// Set by `npm test`, which installs the extension.
const extensions = process.env.LLM_OPS_DUCKDB_EXTENSIONS ?? '';

interface Row {
  id: number;
  prompt: string;
  response?: string;
  source?: string;
}

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    prompt: `question ${i}`,
    response: `an answer to question ${i} that is long enough to weigh something`,
  }));

describe('DuckLakeVersioning', () => {
  datasetVersioningContract(
    directory =>
      new DuckLakeVersioning({
        id: 'd',
        environments: ['dev'],
        directory,
        extensions,
      }),
  );

  let directory: string;
  let lake: DuckLakeVersioning;
  let counter = 0;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ducklake-'));
    lake = new DuckLakeVersioning({
      id: 'd',
      environments: ['dev'],
      directory,
      extensions,
    });
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const file = async (content: string, name = 'data.jsonl') => {
    const path = join(directory, `${(counter += 1)}-${name}`);
    await writeFile(path, content);
    return { name, path };
  };
  const jsonl = (data: object[]) =>
    file(data.map(row => JSON.stringify(row)).join('\n'));
  const version = async (data: object[], key = `k${(counter += 1)}`) =>
    lake.createVersion({ key, datasetId: 'ds', files: [await jsonl(data)] });

  it('counts exactly what changed between two versions, and which columns', async () => {
    const one = rows(1000);
    const two = [
      ...one.slice(10).map((row, i) => ({
        ...row,
        prompt: i < 25 ? `${row.prompt}, please` : row.prompt,
        source: 'web',
      })),
      { id: 5001, prompt: 'new', response: 'row', source: 'web' },
    ];
    const v1 = await version(one);
    const v2 = await version(two);
    const diff = await lake.diff({
      datasetId: 'ds',
      baseVersionId: v1.versionId,
      versionId: v2.versionId,
      sampleLimit: 3,
    });
    expect(diff).toMatchObject({
      addedRows: 1,
      removedRows: 10,
      changedRows: 25,
      keyColumn: 'id',
      schemaChanges: [{ kind: 'added', column: 'source', after: 'VARCHAR' }],
    });
    expect(diff.samples.changed[0]).toMatchObject({
      before: { prompt: 'question 10' },
      after: { prompt: 'question 10, please' },
    });
    expect(v1.rowCount).toBe(1000);
    expect(v2.rowCount).toBe(991);
  });

  it('compares whole rows, as often as they occur, without a key', async () => {
    const v1 = await version([{ a: 1 }, { a: 1 }, { a: 2 }]);
    const v2 = await version([{ a: 1 }, { a: 3 }]);
    await expect(
      lake.diff({
        datasetId: 'ds',
        baseVersionId: v1.versionId,
        versionId: v2.versionId,
        sampleLimit: 5,
      }),
    ).resolves.toMatchObject({ addedRows: 1, removedRows: 2, changedRows: 0 });
  });

  it('stores only the difference of a small edit', async () => {
    const one = rows(20_000);
    const v1 = await version(one);
    const v2 = await version(
      one.map(row => (row.id % 20 === 0 ? { ...row, prompt: 'edited' } : row)),
    );
    expect(v2.storedBytes).toBeLessThan(0.3 * v1.storedBytes);
    expect(v2.checksum).not.toBe(v1.checksum);
  });

  it('names the file and the line of a broken row, and stores nothing', async () => {
    const v1 = await version(rows(3));
    const broken = await file(
      '{"id": 1}\n{"id": 2,\n{"id": 3}\n',
      'broken.jsonl',
    );
    await expect(
      lake.createVersion({ key: 'x', datasetId: 'ds', files: [broken] }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/^broken.jsonl, line [23]: /),
    });
    const preview = await lake.preview({
      datasetId: 'ds',
      versionId: v1.versionId,
      limit: 10,
    });
    expect(preview.totalRows).toBe(3);
  });

  it('restores an old version byte for byte', async () => {
    const v1 = await version(rows(5));
    await version(rows(2));
    const back = await lake.restore({
      key: 'r',
      datasetId: 'ds',
      versionId: v1.versionId,
    });
    expect(back.checksum).toBe(v1.checksum);
    const [a] = await lake.checkout({
      datasetId: 'ds',
      versionId: v1.versionId,
      directory: join(directory, 'a'),
    });
    const [b] = await lake.checkout({
      datasetId: 'ds',
      versionId: back.versionId,
      directory: join(directory, 'b'),
    });
    expect(await readFile(b.path)).toEqual(await readFile(a.path));
  });

  it('reads CSV and Parquet as well', async () => {
    const v1 = await lake.createVersion({
      key: 'csv',
      datasetId: 'ds',
      files: [await file('id,prompt\n1,a\n2,b\n', 'data.csv')],
    });
    const [parquet] = await lake.checkout({
      datasetId: 'ds',
      versionId: v1.versionId,
      directory: join(directory, 'p'),
      format: 'parquet',
    });
    const v2 = await lake.createVersion({
      key: 'pq',
      datasetId: 'ds',
      files: [parquet],
    });
    expect(v2.checksum).toBe(v1.checksum);
  });

  it('says what is wrong when the extension is missing', async () => {
    const broken = new DuckLakeVersioning({
      id: 'x',
      environments: ['dev'],
      directory,
      extensions: join(directory, 'nowhere'),
    });
    await expect(broken.probe()).resolves.toMatchObject({
      status: 'unavailable',
    });
  });
});
