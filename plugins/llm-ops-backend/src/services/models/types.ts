/** A file of a model in the object store. */
export interface ModelFile {
  path: string;
  /** Bytes. */
  size: number;
  sha256?: string;
}

/** Where a model comes from. */
export interface ModelLineage {
  datasetIds?: string[];
  datasetVersionId?: string;
  baseModelId?: string;
  jobId?: string;
  runId?: string;
}

/** One version of a model. */
export interface ModelRecord {
  id: string;
  name: string;
  version: string;
  type: string;
  status: string;
  ownerTeam: string;
  family: string;
  metadata: Record<string, unknown>;
  storageUri?: string;
  card?: string;
  license?: string;
  files: ModelFile[];
  lineage: ModelLineage;
  evaluation?: Record<string, unknown>;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
}

/** Tie of a model to a registry. */
export interface RegistryLink {
  id: string;
  modelId: string;
  registryType: string;
  registryModelId: string;
  url: string;
  version?: string;
  imported: boolean;
  syncStatus: 'synced' | 'out_of_sync' | 'never_synced';
}
