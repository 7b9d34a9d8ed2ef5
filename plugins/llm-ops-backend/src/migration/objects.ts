import { createHash } from 'node:crypto';
import { ObjectStore, StoredObject } from '@llm-ops/plugin-llm-ops-node';
import { LeftOut, MigrationContext, Refs } from './types';

/** An object that was taken over. */
export interface CopiedObject {
  key: string;
  size: number;
  sha256: string;
}

/** SHA-256 of an object, in constant memory. */
export async function sha256Of(
  store: ObjectStore,
  key: string,
): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await store.get(key)) {
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

async function headOf(
  store: ObjectStore,
  key: string,
): Promise<StoredObject | undefined> {
  return store.head(key).catch(error => {
    if (error.name === 'NotFoundError') return undefined;
    throw error;
  });
}

/**
 * Copies an object to the same key here, in constant memory; what an earlier
 * try copied stays.
 * @param foreign - keys that were here before the migration
 * @throws LeftOut when something else has the key
 */
export async function copyObject(
  key: string,
  size: number,
  foreign: ReadonlySet<string>,
  context: MigrationContext,
): Promise<CopiedObject> {
  const { sourceStore, objectStore, sameStore } = context;
  if (sameStore) {
    const known = (await headOf(sourceStore, key))?.sha256;
    return { key, size, sha256: known ?? (await sha256Of(sourceStore, key)) };
  }
  const here = await headOf(objectStore, key);
  if (here?.sha256 && here.size === size) {
    const wanted = await sha256Of(sourceStore, key);
    if (here.sha256 === wanted) {
      return { key, size, sha256: wanted };
    }
  }
  if (here && foreign.has(key)) {
    throw new LeftOut(`another object is at ${key} already`);
  }
  const stored = await objectStore.put(key, await sourceStore.get(key));
  if (stored.size !== size) {
    throw new Error(`${key} has ${size} bytes, but ${stored.size} came`);
  }
  return { key, size, sha256: stored.sha256 };
}

/** Folders that were copied to, each with the keys that were there before. */
export type Folders = Record<string, string[]>;

/** Adds a folder to those that were copied to. */
export async function addFolder(
  folder: string | undefined,
  known: Refs,
  context: MigrationContext,
): Promise<{ folders: Folders }> {
  const folders = (known.folders ?? {}) as Folders;
  if (folder && !folders[folder]) {
    folders[folder] = await keysIn(folder, context);
  }
  return { folders };
}

/** Keys that were in a folder before the migration. */
export function foreignIn(
  folder: string | undefined,
  refs: Refs,
): ReadonlySet<string> {
  return new Set(folder ? (refs.folders as Folders)[folder] : []);
}

/** Removes what was copied, but for what was there before. */
export async function removeCopies(
  refs: Refs,
  context: MigrationContext,
): Promise<void> {
  if (context.sameStore) {
    return;
  }
  for (const [folder, foreign] of Object.entries(refs.folders ?? {})) {
    const kept = new Set(foreign as string[]);
    await context.objectStore.removeAll(
      (await keysIn(folder, context)).filter(key => !kept.has(key)),
    );
  }
}

async function keysIn(folder: string, { objectStore }: MigrationContext) {
  return (await objectStore.list(folder)).map(object => object.key);
}

/** Key of the folder a URI names, when it is in the old platform's store. */
export function folderOf(
  uri: string | undefined,
  { sourceStore }: MigrationContext,
): string | undefined {
  const prefix = sourceStore.uri('');
  if (!uri?.startsWith(prefix)) {
    return undefined;
  }
  const key = uri.slice(prefix.length);
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  return folder.length > 2 ? folder : undefined;
}
