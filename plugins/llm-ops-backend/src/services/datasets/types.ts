import { ColumnSchema } from '@llm-ops/plugin-llm-ops-node';

/** Where personal data was found. */
export interface PiiLocation {
  /** Row of the canonical export, from 1. */
  row: number;
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
  createdBy: string;
  createdAt: string;
}
