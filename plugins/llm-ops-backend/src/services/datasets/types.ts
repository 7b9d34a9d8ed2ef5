import { ColumnSchema } from '@llm-ops/plugin-llm-ops-node';

/** Where personal data was found. */
export interface PiiLocation {
  /** Name of the file as it was sent; none when the version was restored. */
  file?: string;
  /** Row of the file, from 1. */
  row: number;
  /** Column, with the place in it, e.g. `messages[0].content`. */
  column: string;
  type: string;
}

/** What the checks of the newest version found. */
export interface DatasetValidation {
  piiTypes: string[];
  /** The first hundred. */
  piiLocations: PiiLocation[];
  /** Each 0 to 100, 100 is best. */
  breakdown: {
    missing_values: number;
    duplicates: number;
    distribution: number;
    schema_compliance: number;
  };
}

export interface DatasetRecord {
  id: string;
  name: string;
  version: string;
  type: string;
  ownerTeam: string;
  /** Tool that versions it, by name; the first one configured when not given. */
  versioningSystem?: string;
  storageUri: string;
  piiScanStatus: 'pending' | 'clean' | 'failed';
  validation?: DatasetValidation;
  qualityScore?: number;
  changeLog?: string;
  approvedAt?: string;
  /** As it was last set; by `approvedAt` when it never was. */
  status?: string;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
}

/** One version of a data set, as its tool stored it. */
export interface DatasetVersionRecord {
  id: string;
  datasetId: string;
  number: number;
  versioningSystem: string;
  versionId: string;
  parentVersionId?: string;
  versionTag?: string;
  checksum: string;
  /** Object that training reads. */
  storageUri: string;
  diffSummary?: Record<string, unknown>;
  fileCount: number;
  totalBytes: number;
  storedBytes: number;
  rowCount?: number;
  columns?: ColumnSchema[];
  /** Format of the uploaded files: csv, jsonl, parquet or files. */
  format?: string;
  createdBy: string;
  createdAt: string;
}
