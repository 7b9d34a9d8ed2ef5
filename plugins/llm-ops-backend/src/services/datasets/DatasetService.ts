import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { isDatabaseConflictError } from '../../store/database';
import { DatasetVersioning, Reach } from '@llm-ops/plugin-llm-ops-node';
import { Listing } from '../../store/listing';
import {
  DatasetFilter,
  findDataset,
  listDatasets,
  saveDataset,
} from '../../store/datasets/datasets';
import { findVersion, listVersions } from '../../store/datasets/versions';
import { ServiceDeps } from '../deps';
import { readableKey } from '../readable';
import { settled } from '../settled';
import { notFound } from '../notFound';
import { DatasetRecord, DatasetVersionRecord } from './types';

/** Least score with which a data set can be approved. */
const MINIMUM_SCORE = 60;

export interface NewDataset {
  name: string;
  version: string;
  type: string;
  ownerTeam: string;
  /** Name of a configured data versioning tool. */
  versioningSystem?: string;
  storageUri: string;
  changeLog?: string;
  qualityScore?: number;
}

/** Records of data sets and the rules of their approval. */
export class DatasetService {
  readonly #deps: ServiceDeps;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  list(filter: DatasetFilter & { reach: Reach }, listing: Listing) {
    return listDatasets(this.#deps.database, filter, listing);
  }

  async get(id: string): Promise<DatasetRecord> {
    const dataset = await findDataset(this.#deps.database, id);
    if (!dataset) {
      throw notFound('dataset', id);
    }
    return dataset;
  }

  async requireApproved(id: string): Promise<DatasetRecord> {
    const dataset = await this.get(id);
    if (!dataset.approvedAt) {
      throw new ConflictError(
        `The data set ${dataset.name} is not approved; only an approved data set can be trained on. Approve it on its page first`,
      );
    }
    return dataset;
  }

  /** Newest first, at most 100. */
  versions(id: string): Promise<DatasetVersionRecord[]> {
    return listVersions(this.#deps.database, id);
  }

  /** A version of the data set. @throws NotFoundError */
  async version(
    datasetId: string,
    versionId: string,
  ): Promise<DatasetVersionRecord> {
    const version = await findVersion(this.#deps.database, versionId);
    if (!version || version.datasetId !== datasetId) {
      throw new NotFoundError(
        `There is no version ${versionId} of this data set`,
      );
    }
    return version;
  }

  /**
   * Records a data set. Files at its `storageUri` become its first version,
   * at once when they are few.
   */
  async create(input: NewDataset, actor: string): Promise<DatasetRecord> {
    const score = input.qualityScore;
    if (score !== undefined && (score < 0 || score > 100)) {
      throw new InputError('quality_score must be between 0 and 100');
    }
    this.#requireTool(input.versioningSystem);
    const now = this.#deps.clock().toISOString();
    const dataset: DatasetRecord = {
      id: randomUUID(),
      ...input,
      piiScanStatus: 'pending',
      createdBy: actor,
      createdAt: now,
      updatedAt: now,
    };
    const key =
      input.storageUri && (await readableKey(this.#deps, input.storageUri));
    const lane = `dataset:${dataset.id}`;
    await this.#deps.database
      .transaction(async trx => {
        await saveDataset(trx, dataset);
        if (key) {
          await this.#deps.outbox.enqueue(trx, {
            kind: 'dataset.ingest',
            tool: 'object-store',
            lane,
            title: `Read the files of ${input.name} ${input.version}`,
            payload: { datasetId: dataset.id, key },
            createdBy: actor,
          });
        }
      })
      .catch(error => {
        throw isDatabaseConflictError(error)
          ? new ConflictError(
              `There is a data set ${input.name} ${input.version} already; upload a new version to it, or choose another name`,
            )
          : error;
      });
    await this.#deps.publish('dataset', dataset.id, 'created');
    if (key) {
      await settled(this.#deps.outbox, lane);
    }
    return this.get(dataset.id);
  }

  /** Tools a data set can be versioned with, the usual one first. */
  tools(): DatasetVersioning[] {
    const names = new Map<string, DatasetVersioning>();
    for (const { kind, provider } of this.#deps.providers.all()) {
      if (kind === 'versioning') {
        const tool = provider as DatasetVersioning;
        names.set(tool.name, names.get(tool.name) ?? tool);
      }
    }
    return [...names.values()];
  }

  #requireTool(name: string | undefined): void {
    const names = this.tools().map(tool => tool.name);
    if (name !== undefined && !names.includes(name)) {
      throw new InputError(
        `'${name}' is not a data versioning tool here; use ${names.join(
          ' or ',
        )}`,
      );
    }
  }

  /** Approves, or takes the approval back. */
  async setStatus(id: string, status: string): Promise<DatasetRecord> {
    const dataset = await this.get(id);
    const now = this.#deps.clock().toISOString();
    if (status === 'approved') {
      if (dataset.piiScanStatus !== 'clean') {
        throw new ConflictError(
          `${dataset.name} cannot be approved: its scan for personal data is ${dataset.piiScanStatus}`,
        );
      }
      if ((dataset.qualityScore ?? 0) < MINIMUM_SCORE) {
        throw new ConflictError(
          `${dataset.name} cannot be approved: its quality is ${
            dataset.qualityScore ?? 0
          }, at least ${MINIMUM_SCORE} is needed`,
        );
      }
      dataset.approvedAt = now;
    } else if (status === 'draft' || status === 'rejected') {
      dataset.approvedAt = undefined;
    } else if (status !== 'under_review') {
      throw new InputError(
        `'${status}' is not a status; use draft, under_review, approved or rejected`,
      );
    }
    await saveDataset(this.#deps.database, {
      ...dataset,
      status,
      updatedAt: now,
    });
    await this.#deps.publish('dataset', id, 'changed');
    return this.get(id);
  }
}
