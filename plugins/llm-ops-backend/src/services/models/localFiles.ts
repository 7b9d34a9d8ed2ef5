import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ObjectStore } from '@llm-ops/plugin-llm-ops-node';
import { ModelFile } from './types';

/** A file that a registry reads, on disk and not in memory. */
export interface LocalFile {
  path: string;
  /** Bytes. */
  size: number;
  open(): Promise<Blob>;
}

/** Works with copies of a model's files that are gone afterwards. */
export async function withLocalFiles<T>(
  store: ObjectStore,
  folder: string,
  files: ModelFile[],
  work: (files: LocalFile[]) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'llm-ops-export-'));
  try {
    return await work(
      files.map((file, index) => ({
        path: file.path,
        size: file.size,
        open: async () => {
          const place = join(directory, String(index));
          await pipeline(
            await store.get(`${folder}${file.path}`),
            createWriteStream(place),
          );
          return openAsBlob(place);
        },
      })),
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
