import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { DatasetVersioning, StoredVersion } from '@llm-ops/plugin-llm-ops-node';
import { ServiceDeps } from '../deps';
import { CheckResult, checkRows } from './checks';
import { checkTree } from './treeChecks';

/** A version's content as training reads it, and what its checks found. */
export interface PublishedContent {
  /** A JSONL file, or a folder that ends in `/`. */
  storageUri: string;
  /** SHA-256 in hex. */
  checksum: string;
  checks: CheckResult;
}

/**
 * Writes a version to the object store, where jobs read it: a table as
 * JSONL, anything else file by file.
 */
export async function publishContent(
  deps: Pick<ServiceDeps, 'objectStore'>,
  tool: DatasetVersioning,
  stored: StoredVersion,
  target: { datasetId: string; id: string; directory: string },
): Promise<PublishedContent> {
  const { objectStore } = deps;
  const folder = `datasets/${target.datasetId}/versions/${target.id}`;
  const files = await tool.checkout({
    datasetId: target.datasetId,
    versionId: stored.versionId,
    directory: join(target.directory, 'out'),
    format: 'jsonl',
  });
  if (tool.supports.rowDiff) {
    const [{ path }] = files;
    const checks = await checkRows(path);
    const object = await objectStore.put(
      `${folder}/data.jsonl`,
      createReadStream(path),
    );
    return {
      storageUri: objectStore.uri(object.key),
      checksum: object.sha256,
      checks,
    };
  }
  const checks = await checkTree(files);
  for (const { name, path } of files) {
    await objectStore.put(`${folder}/files/${name}`, createReadStream(path));
  }
  return {
    storageUri: objectStore.uri(`${folder}/files/`),
    checksum: stored.checksum,
    checks,
  };
}
