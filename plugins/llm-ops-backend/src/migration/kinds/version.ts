import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DatasetFile, DatasetVersioning } from '@llm-ops/plugin-llm-ops-node';
import { publishContent } from '../../services/datasets/content';
import {
  DatasetValidation,
  DatasetVersionRecord,
} from '../../services/datasets/types';
import { MigrationContext } from '../types';
import type { PlannedDataset } from './datasetFiles';

/** A version at the versioning tool, and what its checks found. */
export interface MadeVersion {
  versioningSystem: string;
  version: Partial<DatasetVersionRecord>;
  validation: DatasetValidation;
  piiTypes: string[];
}

/**
 * Makes the files of a data set a version at the first tool that takes them;
 * none when no tool does, which is noted.
 */
export async function makeVersion(
  record: PlannedDataset,
  notes: string[],
  context: MigrationContext,
): Promise<MadeVersion | undefined> {
  const directory = await mkdtemp(join(tmpdir(), 'llm-ops-migration-'));
  try {
    const files = await download(record, directory, context);
    for (const tool of toolsFor(files, context)) {
      try {
        return await versionWith(tool, files, record, directory, context);
      } catch (error) {
        if ((error as Error).name !== 'InputError') {
          throw error;
        }
        notes.push(
          `${tool.name} does not take it: ${(error as Error).message}`,
        );
      }
    }
    notes.push('its files were copied, but no versioning tool takes them');
    return undefined;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function download(
  { objects, folder }: PlannedDataset,
  directory: string,
  { sourceStore }: MigrationContext,
): Promise<DatasetFile[]> {
  const files: DatasetFile[] = [];
  for (const { key } of objects) {
    const name = key.slice(folder!.length);
    const path = join(directory, 'in', name);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(await sourceStore.get(key), createWriteStream(path));
    files.push({ name, path });
  }
  return files;
}

/** Tools that know the files' formats; those that take anything come last. */
function toolsFor(
  files: DatasetFile[],
  { providers }: MigrationContext,
): DatasetVersioning[] {
  const formats = new Set(
    files.map(({ name }) => extname(name).slice(1).toLowerCase()),
  );
  const any = (tool: DatasetVersioning) => tool.supports.formats.includes('*');
  return providers
    .all()
    .filter(({ kind }) => kind === 'versioning')
    .map(({ provider }) => provider as DatasetVersioning)
    .filter(
      tool =>
        any(tool) ||
        (formats.size === 1 &&
          [...formats].every(each => tool.supports.formats.includes(each))),
    )
    .sort((a, b) => Number(any(a)) - Number(any(b)));
}

async function versionWith(
  tool: DatasetVersioning,
  files: DatasetFile[],
  record: PlannedDataset,
  directory: string,
  context: MigrationContext,
): Promise<MadeVersion> {
  const { datasetId, contentId: id, key } = record;
  const stored = await tool.createVersion({
    key,
    datasetId,
    files,
    message: 'Taken over from the old platform',
  });
  const { checks, ...content } = await publishContent(context, tool, stored, {
    datasetId,
    id: id!,
    directory,
    files,
  });
  return {
    versioningSystem: tool.name,
    validation: checks.validation,
    piiTypes: checks.validation.piiTypes,
    version: {
      id,
      versioningSystem: tool.name,
      versionId: stored.versionId,
      ...content,
      fileCount: stored.fileCount,
      totalBytes: stored.totalBytes,
      storedBytes: stored.storedBytes,
      rowCount: stored.rowCount,
      columns: stored.columns,
    },
  };
}
