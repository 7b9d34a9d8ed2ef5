import { Readable } from 'node:stream';
import { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { ModelRegistry, ObjectStore } from '@llm-ops/plugin-llm-ops-node';
import { ModelFile } from './types';

/** One file of a hub's model, unless a try before this one stored and verified it. */
export async function fetchFile(
  file: { path: string; size: number; sha256?: string },
  from: {
    objectStore: ObjectStore;
    registry: ModelRegistry;
    hubId: string;
    revision: string;
    folder: string;
    access: { signal: AbortSignal; token?: string };
  },
): Promise<ModelFile> {
  const { objectStore, registry, hubId, revision, folder, access } = from;
  const key = `${folder}${file.path}`;
  const before = await objectStore.head(key).catch(error => {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  });
  if (
    before?.sha256 &&
    before.size === file.size &&
    (!file.sha256 || before.sha256 === file.sha256)
  ) {
    return { path: file.path, size: before.size, sha256: before.sha256 };
  }
  const stream = await registry.openFile(hubId, revision, file.path, access);
  const object = await objectStore.put(
    key,
    Readable.fromWeb(stream as NodeReadableStream),
    { expectedSha256: file.sha256, signal: access.signal },
  );
  if (object.size !== file.size) {
    throw new Error(
      `${file.path} broke off after ${object.size} of ${file.size} bytes`,
    );
  }
  return { path: file.path, size: object.size, sha256: object.sha256 };
}

/** Where a hub's tokens are sent, for the references that name hosts. */
export function hostOf(registry: ModelRegistry): string {
  return registry.instance.webUrl ? new URL(registry.instance.webUrl).host : '';
}
