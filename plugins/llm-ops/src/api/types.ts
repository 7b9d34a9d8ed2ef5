/** Records of `/llm-ops/v1` as the pages read them; times are ISO 8601. */

/** What a record waits for, when it waits. */
export interface QueueInfo {
  position?: number | null;
  reason?: string | null;
  waitingFor?: string | null;
}

/** One file of a model. */
export interface ModelFile {
  path: string;
  /** Bytes. */
  size: number;
  sha256?: string | null;
}

export interface Model {
  id: string;
  name: string;
  version: string;
  type: string;
  status: string;
  owner_team: string;
  model_family: string;
  storage_uri?: string | null;
  metadata: Record<string, unknown>;
  card?: string | null;
  license?: string | null;
  files?: ModelFile[];
  created_at?: string;
}

export interface Dataset {
  id: string;
  name: string;
  version: string;
  type: string;
  owner_team: string;
  versioning_system?: string | null;
  storage_uri: string;
  pii_scan_status: string;
  quality_score?: number | null;
  change_log?: string | null;
  approved_at?: string | null;
  created_at: string;
  updated_at: string;
}

export interface Column {
  name: string;
  type: string;
}

/** A tool that versions data sets. */
export interface VersioningSystem {
  name: string;
  /** Whether it knows rows and their differences. */
  rows: boolean;
  /** File name extensions it takes; `*` for any. */
  formats: string[];
}

export interface DatasetVersion {
  id: string;
  version_id: string;
  version_tag?: string | null;
  versioning_system: string;
  parent_version_id?: string | null;
  checksum: string;
  file_count: number;
  total_size_bytes: number;
  stored_bytes?: number | null;
  row_count?: number | null;
  columns?: Column[] | null;
  created_at: string;
  created_by: string;
}

export interface DatasetDiff {
  added_files: string[];
  removed_files: string[];
  modified_files: string[];
  added_rows: number;
  removed_rows: number;
  changed_rows?: number;
  /** False where the tool compares files only. */
  rows_compared?: boolean;
  key_column?: string | null;
  schema_changes: Record<string, unknown> | unknown[];
  samples?: {
    added: Record<string, unknown>[];
    removed: Record<string, unknown>[];
    changed: {
      before: Record<string, unknown>;
      after: Record<string, unknown>;
    }[];
  };
}

export interface Preview {
  sample_rows: unknown[][];
  schema: Record<string, string>;
  statistics: {
    total_rows: number;
    column_count: number;
    file_size: number;
    format: string;
  };
}

export interface Validation {
  pii_scan: {
    status: string;
    detected_types: string[];
    locations: unknown[];
  };
  quality_score: { overall: number; breakdown: Record<string, number> };
}

/** What a stage wrote. */
export interface StageLog {
  logs: string;
  /** Where it is kept once the job has ended. */
  uri?: string;
}

/** One stage of a job's workflow. */
export interface Stage {
  name: string;
  phase: string;
  startedAt?: string | null;
  finishedAt?: string | null;
  message?: string | null;
  retries?: number;
  dependencies?: string[];
  outputs?: Record<string, string>;
}

/** Link out of the portal. */
export interface NamedLink {
  title: string;
  url: string;
}

export interface Job {
  id: string;
  modelId: string;
  datasetId: string;
  jobType: string;
  status: string;
  submittedAt: string;
  startedAt?: string | null;
  completedAt?: string | null;
  experimentUrl: string;
  outputModelStorageUri?: string | null;
  outputModelEntryId?: string | null;
  datasetVersionId?: string | null;
  datasetChecksum?: string | null;
  hyperparameters?: Record<string, unknown> | null;
  submittedBy?: string | null;
  statusMessage?: string | null;
  stages?: Stage[];
  queue?: QueueInfo | null;
  links?: NamedLink[] | null;
}

export interface Run {
  id: string;
  trainingJobId: string;
  trackingSystem: string;
  trackingRunId: string;
  experimentName: string;
  runName?: string | null;
  parameters?: Record<string, unknown> | null;
  metrics?: Record<string, number> | null;
  status: string;
  startTime: string;
  endTime?: string | null;
  stale?: boolean;
  links?: NamedLink[] | null;
}

export interface MetricPoint {
  step: number;
  value: number;
  timestamp: number;
}

export interface Artifact {
  path: string;
  is_dir?: boolean;
  isDirectory?: boolean;
  size?: number | null;
  uri?: string | null;
}

export interface Endpoint {
  id: string;
  modelId: string;
  modelName: string;
  version: string;
  environment: string;
  route: string;
  status: string;
  minReplicas: number;
  maxReplicas: number;
  cpuRequest?: string | null;
  memoryRequest?: string | null;
  lastHealthCheck?: string | null;
  createdAt: string;
  replicas?: {
    desired: number;
    ready: number;
    minimum: number;
    maximum: number;
  } | null;
  statusMessage?: string | null;
  queue?: QueueInfo | null;
}

export interface Integration {
  id: string;
  tool: string;
  status: string;
  message: string;
  version?: string | null;
  supported?: string | null;
  since?: string | null;
  waiting?: number | null;
}

export interface Integrations {
  overall_status: string;
  checked_at: string;
  instances?: Integration[];
}

export interface Operation {
  id: string;
  kind: string;
  tool: string;
  lane: string;
  title: string;
  state: string;
  attempts: number;
  unavailable?: number;
  error?: string | null;
  nextAt?: string;
  progress?: { fraction: number; message: string } | null;
  createdAt: string;
}

export interface LineageNode {
  id: string;
  kind: string;
  title: string;
  status?: string | null;
  href?: string | null;
}

export interface Lineage {
  nodes: LineageNode[];
  edges: { from: string; to: string; label?: string | null }[];
}
