import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '@backstage/errors';
import {
  DatasetFile,
  DatasetVersioning,
  StoredVersion,
} from '@llm-ops/plugin-llm-ops-node';
import { Operation } from '../../outbox/types';
import { saveDataset } from '../../store/datasets/datasets';
import { insertVersion } from '../../store/datasets/versions';
import { ServiceDeps } from '../deps';
import { publishContent } from './content';
import { DatasetService } from './DatasetService';
import { DatasetRecord, DatasetVersionRecord } from './types';

/** A file whose bytes arrive. */
export interface IncomingFile {
  name: string;
  content: Readable;
}

/** What a version is made of, besides its content. */
interface VersionSource {
  actor: string;
  /** Files as they were given; none when restored. */
  files: DatasetFile[];
  format?: string;
  tag?: string;
}

const formatOf = (name: string) => extname(name).slice(1).toLowerCase();

/** @throws InputError when the tool does not version such files */
function requireFormat(tool: DatasetVersioning, name: string): void {
  const { formats } = tool.supports;
  if (!formats.includes('*') && !formats.includes(formatOf(name))) {
    const wanted = formats.map(f => `.${f}`);
    throw new InputError(
      `'${name}' is not a data file; send ${wanted
        .slice(0, -1)
        .join(', ')} or ${wanted.at(-1)}`,
    );
  }
}

/** Makes versions of data sets: from uploads, stored files, or old versions. */
export class VersionWriter {
  readonly #deps: ServiceDeps;
  readonly #datasets: DatasetService;

  constructor(deps: ServiceDeps, datasets: DatasetService) {
    this.#deps = deps;
    this.#datasets = datasets;
    deps.outbox.register({
      kind: 'dataset.ingest',
      handle: operation => this.#ingest(operation),
    });
  }

  /**
   * Stores files as the next version. Everything is checked before anything
   * is recorded; a broken file leaves the data set as it was.
   */
  async upload(
    id: string,
    files: AsyncIterable<IncomingFile>,
    actor: string,
  ): Promise<{ dataset: DatasetRecord; uploaded: string[] }> {
    const { uploaded } = await this.#write(id, files, actor, randomUUID());
    return { dataset: await this.#datasets.get(id), uploaded };
  }

  /** Makes the content of an old version the newest one. */
  async restore(
    id: string,
    versionRowId: string,
    actor: string,
  ): Promise<DatasetVersionRecord> {
    const dataset = await this.#datasets.get(id);
    const version = await this.#datasets.version(id, versionRowId);
    const tool = this.#deps.providers.datasets(version.versioningSystem);
    await inTemporary(async directory => {
      const stored = await tool.restore({
        key: randomUUID(),
        datasetId: id,
        versionId: version.versionId,
      });
      await this.#record(dataset, tool, stored, directory, {
        actor,
        files: [],
        format: version.format,
        tag: `restored from v${version.number}`,
      });
    });
    return (await this.#datasets.versions(id))[0];
  }

  /** The files that stood at a new data set's `storage_uri`. */
  async #ingest(operation: Operation) {
    const { datasetId, key } = operation.payload as Record<string, string>;
    const { objectStore } = this.#deps;
    const objects = await objectStore.list(key);
    const known = await this.#datasets.versions(datasetId);
    if (objects.length === 0 || known.length > 0) {
      return { files: 0 };
    }
    const folder = key.endsWith('/')
      ? key
      : key.slice(0, key.lastIndexOf('/') + 1);
    async function* contents() {
      for (const object of objects) {
        yield {
          name: object.key.slice(folder.length),
          content: await objectStore.get(object.key),
        };
      }
    }
    const { uploaded } = await this.#write(
      datasetId,
      contents(),
      operation.createdBy,
      operation.id,
    );
    return { files: uploaded.length };
  }

  async #write(
    id: string,
    files: AsyncIterable<IncomingFile>,
    actor: string,
    key: string,
  ): Promise<{ uploaded: string[] }> {
    const dataset = await this.#datasets.get(id);
    const [parent] = await this.#datasets.versions(id);
    const tool = this.#deps.providers.datasets(
      dataset.versioningSystem ?? parent?.versioningSystem,
    );
    return inTemporary(async directory => {
      const received: DatasetFile[] = [];
      for await (const { name, content } of files) {
        requireFormat(tool, name);
        const path = join(directory, 'in', name);
        await mkdir(dirname(path), { recursive: true });
        await pipeline(content, createWriteStream(path));
        received.push({ name, path });
      }
      if (received.length === 0) {
        throw new InputError('No file was sent; use the form field "files"');
      }
      const stored = await tool.createVersion({
        key,
        datasetId: id,
        files: received,
        parentVersionId: parent?.versionId,
        message: dataset.changeLog,
      });
      await this.#record(dataset, tool, stored, directory, {
        actor,
        files: received,
        format: formatOf(received[0].name),
      });
      return { uploaded: received.map(({ name }) => name) };
    });
  }

  async #record(
    dataset: DatasetRecord,
    tool: DatasetVersioning,
    stored: StoredVersion,
    directory: string,
    source: VersionSource,
  ): Promise<void> {
    const [parent] = await this.#datasets.versions(dataset.id);
    const id = randomUUID();
    const { checks, ...content } = await publishContent(
      this.#deps,
      tool,
      stored,
      { datasetId: dataset.id, id, directory, files: source.files },
    );
    const now = this.#deps.clock().toISOString();
    const version: DatasetVersionRecord = {
      id,
      datasetId: dataset.id,
      number: (parent?.number ?? 0) + 1,
      versioningSystem: tool.name,
      versionId: stored.versionId,
      parentVersionId: parent?.id,
      versionTag: source.tag,
      ...content,
      format: tool.supports.rowDiff ? source.format : 'files',
      diffSummary: await diffSummary(tool, dataset.id, parent, stored),
      fileCount: stored.fileCount,
      totalBytes: stored.totalBytes,
      storedBytes: stored.storedBytes,
      rowCount: stored.rowCount,
      columns: stored.columns,
      createdBy: source.actor,
      createdAt: now,
    };
    const withdrawn = checks.status === 'failed' && dataset.approvedAt;
    await this.#deps.database.transaction(async trx => {
      await insertVersion(trx, version);
      await saveDataset(trx, {
        ...dataset,
        storageUri: version.storageUri,
        piiScanStatus: checks.status,
        validation: checks.validation,
        qualityScore: checks.score,
        ...(withdrawn && { approvedAt: undefined, status: 'draft' }),
        updatedAt: now,
      });
    });
    await this.#deps.publish('dataset', dataset.id, 'changed');
    if (withdrawn) {
      await this.#deps.notify(dataset.createdBy, {
        title: `${dataset.name} is no longer approved`,
        description: `Version ${
          version.number
        } holds personal data: ${checks.validation.piiTypes.join(', ')}`,
        link: `/llm-ops/datasets/${dataset.id}`,
        failed: true,
      });
    }
  }
}

async function diffSummary(
  tool: DatasetVersioning,
  datasetId: string,
  parent: DatasetVersionRecord | undefined,
  stored: StoredVersion,
): Promise<Record<string, unknown> | undefined> {
  if (!parent) {
    return undefined;
  }
  const diff = await tool.diff({
    datasetId,
    baseVersionId: parent.versionId,
    versionId: stored.versionId,
    sampleLimit: 0,
  });
  return {
    added_rows: diff.addedRows,
    removed_rows: diff.removedRows,
    changed_rows: diff.changedRows,
    schema_changes: diff.schemaChanges,
    added_files: diff.addedFiles.length,
    removed_files: diff.removedFiles.length,
    modified_files: diff.modifiedFiles.length,
  };
}

async function inTemporary<T>(
  work: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'llm-ops-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
