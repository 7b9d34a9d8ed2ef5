import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DatasetFile,
  DatasetVersioning,
  StoredVersion,
} from '@llm-ops/plugin-llm-ops-node';
import { ServiceDeps } from '../deps';
import { CheckResult, RowChecks } from './checks';
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
  target: {
    datasetId: string;
    id: string;
    directory: string;
    /** Files as they were given; none when restored. */
    files: DatasetFile[];
  },
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
    const checks = await checkRows(tool, target, path);
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

/** Checks what was given, file by file, or else the table's export. */
async function checkRows(
  tool: DatasetVersioning,
  { files, directory }: { files: DatasetFile[]; directory: string },
  exported: string,
): Promise<CheckResult> {
  const checks = new RowChecks();
  for (const [index, file] of files.entries()) {
    const path = join(directory, `rows-${index}.jsonl`);
    await tool.rowsOf!({ file, path });
    await checks.add(path, file.name);
    await rm(path);
  }
  if (files.length === 0) {
    await checks.add(exported);
  }
  return checks.result();
}
