import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RowChecks } from './checks';

describe('RowChecks', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'checks-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const check = async (...files: object[][]) => {
    const checks = new RowChecks();
    for (const [index, rows] of files.entries()) {
      const path = join(directory, `${index}.jsonl`);
      await writeFile(path, rows.map(row => JSON.stringify(row)).join('\n'));
      await checks.add(path, `${index}.csv`);
    }
    return checks.result();
  };

  it('finds personal data in every file, with its type and place', async () => {
    const result = await check(
      [
        { id: 1, text: 'nothing here' },
        { id: 2, text: 'write to ann@example.org' },
      ],
      [{ id: 3, text: 'call 555-123-4567 or 078-05-1120' }],
    );
    expect(result.status).toBe('failed');
    expect(result.validation.piiTypes).toEqual(['email', 'ssn', 'phone']);
    expect(result.validation.piiLocations).toEqual([
      { file: '0.csv', row: 2, column: 'text', type: 'email' },
      { file: '1.csv', row: 1, column: 'text', type: 'ssn' },
      { file: '1.csv', row: 1, column: 'text', type: 'phone' },
    ]);
  });

  it('takes points off for missing cells and duplicate rows', async () => {
    const clean = await check([
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]);
    expect(clean).toMatchObject({ status: 'clean', score: 100 });
    const poor = await check([{ a: 1, b: null }], [{ a: 1, b: null }]);
    // half of the cells are missing (−25), half of the rows are copies (−15)
    expect(poor.score).toBe(60);
    expect(poor.validation.breakdown).toMatchObject({
      duplicates: 50,
      missing_values: 50,
    });
  });

  it('counts cells that are not there, and those of another type', async () => {
    const { validation } = await check([
      { a: 1, b: 'x' },
      { a: 'one' },
      { a: 2, b: 'y' },
      { a: 3, b: 'z' },
    ]);
    expect(validation.breakdown.missing_values).toBe(88);
    expect(validation.breakdown.schema_compliance).toBe(86);
  });

  it('sees rows far longer than the others', async () => {
    const rows: object[] = Array.from({ length: 99 }, (_, id) => ({ id }));
    const { validation } = await check([...rows, { id: 'x'.repeat(10_000) }]);
    expect(validation.breakdown.distribution).toBe(99);
  });
});
