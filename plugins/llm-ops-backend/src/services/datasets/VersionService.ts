import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConflictError, InputError } from '@backstage/errors';
import {
  DatasetDiff,
  DatasetFile,
  DatasetVersioning,
  StoredVersion,
} from '@llm-ops/plugin-llm-ops-node';
import { saveDataset } from '../../store/datasets/datasets';
import { insertVersion } from '../../store/datasets/versions';
import { ServiceDeps } from '../deps';
import { publishContent } from './content';
import { DatasetService } from './DatasetService';
import { DatasetRecord, DatasetVersionRecord } from './types';

/** @throws InputError when the tool does not version such files */
function requireFormat(tool: DatasetVersioning, name: string): void {
  const { formats } = tool.supports;
  const format = extname(name).slice(1).toLowerCase();
  if (!formats.includes('*') && !formats.includes(format)) {
    const wanted = formats.map(f => `.${f}`);
    throw new InputError(
      `'${name}' is not a data file; send ${wanted
        .slice(0, -1)
        .join(', ')} or ${wanted.at(-1)}`,
    );
  }
}

/** Rows of each kind that a diff shows. */
const SAMPLE_LIMIT = 20;

/** Versions of data sets: upload, compare, restore. */
export class VersionService {
  readonly #deps: ServiceDeps;
  readonly #datasets: DatasetService;

  constructor(deps: ServiceDeps, datasets: DatasetService) {
    this.#deps = deps;
    this.#datasets = datasets;
  }

  /**
   * Stores files as the next version. Everything is checked before anything
   * is recorded; a broken file leaves the data set as it was.
   */
  async upload(
    id: string,
    files: AsyncIterable<{ name: string; content: Readable }>,
    actor: string,
  ): Promise<DatasetRecord> {
    const dataset = await this.#datasets.get(id);
    const [parent] = await this.#datasets.versions(id);
    const tool = this.#deps.providers.datasets(
      dataset.versioningSystem ?? parent?.versioningSystem,
    );
    return this.#inTemporary(async directory => {
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
        key: randomUUID(),
        datasetId: id,
        files: received,
        parentVersionId: parent?.versionId,
        message: dataset.changeLog,
      });
      return this.#record(dataset, tool, stored, directory, actor, parent);
    });
  }

  /** Makes the content of an old version the newest one. */
  async restore(
    id: string,
    versionRowId: string,
    actor: string,
  ): Promise<DatasetVersionRecord> {
    const dataset = await this.#datasets.get(id);
    const version = await this.#datasets.version(id, versionRowId);
    const [parent] = await this.#datasets.versions(id);
    const tool = this.#deps.providers.datasets(version.versioningSystem);
    await this.#inTemporary(async directory => {
      const stored = await tool.restore({
        key: randomUUID(),
        datasetId: id,
        versionId: version.versionId,
      });
      await this.#record(
        dataset,
        tool,
        stored,
        directory,
        actor,
        parent,
        `restored from v${version.number}`,
      );
    });
    return (await this.#datasets.versions(id))[0];
  }

  /** The newest version; uploads make versions, so none is made here. */
  async tag(
    id: string,
    tag: string | undefined,
  ): Promise<DatasetVersionRecord> {
    await this.#datasets.get(id);
    const [latest] = await this.#datasets.versions(id);
    if (!latest) {
      throw new ConflictError(
        'There is nothing to version yet; upload files first',
      );
    }
    if (tag) {
      await this.#deps
        .database('dataset_versions')
        .where({ id: latest.id })
        .update({ version_tag: tag });
    }
    return this.#datasets.version(id, latest.id);
  }

  async diff(
    id: string,
    versionRowId: string,
    baseRowId: string,
  ): Promise<DatasetDiff> {
    const version = await this.#datasets.version(id, versionRowId);
    const base = await this.#datasets.version(id, baseRowId);
    if (version.versioningSystem !== base.versioningSystem) {
      throw new ConflictError(
        `Versions of ${version.versioningSystem} and ${base.versioningSystem} cannot be compared`,
      );
    }
    return this.#deps.providers.datasets(version.versioningSystem).diff({
      datasetId: id,
      baseVersionId: base.versionId,
      versionId: version.versionId,
      sampleLimit: SAMPLE_LIMIT,
    });
  }

  async preview(id: string, limit: number) {
    await this.#datasets.get(id);
    const [latest] = await this.#datasets.versions(id);
    if (!latest) {
      throw new ConflictError('No file was uploaded to this data set yet');
    }
    const preview = await this.#deps.providers
      .datasets(latest.versioningSystem)
      .preview({ datasetId: id, versionId: latest.versionId, limit });
    return {
      ...preview,
      bytes: latest.totalBytes,
      format: latest.rowCount === undefined ? 'files' : 'jsonl',
    };
  }

  async #record(
    dataset: DatasetRecord,
    tool: DatasetVersioning,
    stored: StoredVersion,
    directory: string,
    actor: string,
    parent: DatasetVersionRecord | undefined,
    tag?: string,
  ): Promise<DatasetRecord> {
    const id = randomUUID();
    const { checks, ...content } = await publishContent(
      this.#deps,
      tool,
      stored,
      { datasetId: dataset.id, id, directory },
    );
    const diff =
      parent &&
      (await tool.diff({
        datasetId: dataset.id,
        baseVersionId: parent.versionId,
        versionId: stored.versionId,
        sampleLimit: 0,
      }));
    const now = this.#deps.clock().toISOString();
    const version: DatasetVersionRecord = {
      id,
      datasetId: dataset.id,
      number: (parent?.number ?? 0) + 1,
      versioningSystem: tool.name,
      versionId: stored.versionId,
      parentVersionId: parent?.id,
      versionTag: tag,
      ...content,
      diffSummary: diff && {
        added_rows: diff.addedRows,
        removed_rows: diff.removedRows,
        changed_rows: diff.changedRows,
        schema_changes: diff.schemaChanges,
        added_files: diff.addedFiles.length,
        removed_files: diff.removedFiles.length,
        modified_files: diff.modifiedFiles.length,
      },
      fileCount: stored.fileCount,
      totalBytes: stored.totalBytes,
      storedBytes: stored.storedBytes,
      rowCount: stored.rowCount,
      columns: stored.columns,
      createdBy: actor,
      createdAt: now,
    };
    await this.#deps.database.transaction(async trx => {
      await insertVersion(trx, version);
      await saveDataset(trx, {
        ...dataset,
        storageUri: version.storageUri,
        piiScanStatus: checks.status,
        validation: checks.validation,
        qualityScore: checks.score,
        approvedAt: checks.status === 'clean' ? dataset.approvedAt : undefined,
        updatedAt: now,
      });
    });
    await this.#deps.publish('dataset', dataset.id, 'changed');
    return this.#datasets.get(dataset.id);
  }

  async #inTemporary<T>(work: (directory: string) => Promise<T>): Promise<T> {
    const directory = await mkdtemp(join(tmpdir(), 'llm-ops-'));
    try {
      return await work(directory);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
}
