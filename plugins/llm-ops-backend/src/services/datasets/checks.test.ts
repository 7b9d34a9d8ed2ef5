import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRows, findPii } from './checks';

describe('checkRows', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'checks-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const check = async (rows: object[]) => {
    const path = join(directory, 'rows.jsonl');
    await writeFile(path, rows.map(row => JSON.stringify(row)).join('\n'));
    return checkRows(path);
  };

  it('finds personal data wherever it stands, with its type and place', async () => {
    const result = await check([
      { id: 1, text: 'nothing here' },
      { id: 2, text: 'write to ann@example.org' },
      { id: 3, text: 'call 555-123-4567 or 078-05-1120' },
    ]);
    expect(result.status).toBe('failed');
    expect(result.validation.piiLocations).toEqual([
      { row: 2, column: 'text', type: 'email' },
      { row: 3, column: 'text', type: 'ssn' },
      { row: 3, column: 'text', type: 'phone' },
    ]);
  });

  it('takes points off for missing cells and duplicate rows', async () => {
    const clean = await check([
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]);
    expect(clean).toMatchObject({ status: 'clean', score: 100 });
    const poor = await check([
      { a: 1, b: null },
      { a: 1, b: null },
    ]);
    // half of the cells are missing (−25), half of the rows are copies (−15)
    expect(poor.score).toBe(60);
    expect(poor.validation.breakdown.duplicates).toBe(50);
    expect(poor.validation.breakdown.missing_values).toBe(50);
  });

  it('does not take dates or versions for telephone numbers', () => {
    expect(findPii('2024-01-02 and 1.234.567')).toEqual([]);
  });
});
