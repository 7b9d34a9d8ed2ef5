import { ConflictError } from '@backstage/errors';
import { DatasetDiff } from '@llm-ops/plugin-llm-ops-node';
import { ServiceDeps } from '../deps';
import { DatasetService } from './DatasetService';
import { cellOf, oldTypeName } from './previewTypes';
import { DatasetVersionRecord } from './types';

/** Rows of each kind that a diff shows. */
const SAMPLE_LIMIT = 20;

/** What can be asked about versions of data sets. */
export class VersionService {
  readonly #deps: ServiceDeps;
  readonly #datasets: DatasetService;

  constructor(deps: ServiceDeps, datasets: DatasetService) {
    this.#deps = deps;
    this.#datasets = datasets;
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
    const format = latest.format ?? 'jsonl';
    return {
      totalRows: preview.totalRows,
      columns: preview.columns.map(({ name, type }) => ({
        name,
        type: oldTypeName(type, format),
      })),
      rows: preview.rows.map(row =>
        row.map((cell, index) => cellOf(cell, preview.columns[index].type)),
      ),
      bytes: latest.totalBytes,
      format: latest.rowCount === undefined ? 'files' : format,
    };
  }
}
