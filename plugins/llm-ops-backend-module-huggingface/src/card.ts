import { parse, stringify } from 'yaml';

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;

/** A model card whose front matter also has the given metadata. */
export function withMetadata(
  card: string,
  metadata: Record<string, unknown>,
): string {
  const [whole = '', front = ''] = FRONT_MATTER.exec(card) ?? [];
  const merged = { ...((parse(front) as object | null) ?? {}), ...metadata };
  return `---\n${stringify(merged)}---\n${card.slice(whole.length)}`;
}
