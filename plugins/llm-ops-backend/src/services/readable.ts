import { InputError } from '@backstage/errors';
import { ServiceDeps } from './deps';

/** A folder that the portal made for a record. */
const OWNED =
  /^(models|datasets)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//;
/** Folder of what is being uploaded. */
const STAGING = 'uploads/';

/**
 * Key of the file or folder that a client names in `storage_uri`; what ends
 * in a data set's format is a file.
 * @throws InputError like {@link readableFolder}
 */
export async function readableKey(
  deps: ServiceDeps,
  uri: string,
): Promise<string> {
  const [, folder, file] =
    /^(.*\/)([^/]+\.(?:csv|jsonl|parquet))$/i.exec(uri) ?? [];
  return file
    ? `${await readableFolder(deps, folder)}${file}`
    : readableFolder(deps, uri);
}

/**
 * Key of the folder that a client names in `storage_uri`.
 * @throws InputError when it is outside of what may be read: another bucket,
 * a folder that is not in `llmOps.objectStore.readablePrefixes`, or one that
 * belongs to another record
 */
export async function readableFolder(
  { objectStore, config, database }: ServiceDeps,
  uri: string,
): Promise<string> {
  const key = objectStore.key(uri.endsWith('/') ? uri : `${uri}/`);
  const prefixes =
    config.getOptionalStringArray('llmOps.objectStore.readablePrefixes') ?? [];
  const parts = key.split('/').slice(0, -1);
  if (
    parts.length === 0 ||
    parts.some(part => part === '' || part === '.' || part === '..') ||
    key.startsWith(STAGING) ||
    (prefixes.length > 0 && !prefixes.some(prefix => key.startsWith(prefix)))
  ) {
    throw new InputError(
      `storage_uri '${uri}' may not be read; name a folder${
        prefixes.length > 0 ? ` under ${prefixes.join(' or ')}` : ''
      } in ${objectStore.uri('')}`,
    );
  }
  const [, table, id] = OWNED.exec(key) ?? [];
  if (id && (await database(table).where({ id }).first('id'))) {
    throw new InputError(
      `storage_uri '${uri}' belongs to another record (${id}); copy the files, or upload them`,
    );
  }
  return key;
}
