import { parse } from 'papaparse';

/** How an artifact is shown; undefined when it is only to be downloaded. */
export type ArtifactKind = 'text' | 'table' | 'picture';

const KINDS: Record<ArtifactKind, string[]> = {
  text: [
    'cfg conf ini json jsonl log md py sh toml txt yaml yml xml',
    'license mlmodel readme requirements',
  ].flatMap(names => names.split(' ')),
  table: ['csv', 'tsv'],
  picture: ['png', 'jpg', 'jpeg', 'gif', 'webp'],
};

/** Bytes above which nothing is fetched only to be looked at. */
export const MOST_PREVIEW_BYTES = 5_000_000;

/** Kind of a file by the end of its name, or its whole name when that has no dot. */
export function kindOf(name: string): ArtifactKind | undefined {
  const end = name.split('/').pop()!.split('.').pop()!.toLowerCase();
  const found = Object.entries(KINDS).find(([, ends]) => ends.includes(end));
  return found?.[0] as ArtifactKind | undefined;
}

/** Columns and rows of a CSV or TSV text. */
export function readTable(text: string): {
  columns: string[];
  rows: string[][];
} {
  const [columns = [], ...rows] = parse<string[]>(text, {
    skipEmptyLines: true,
  }).data;
  return { columns, rows };
}
