import {
  DatasetRecord,
  DatasetVersionRecord,
} from '../../services/datasets/types';
import { ModelRecord } from '../../services/models/types';
import { PromptTemplate } from '../../services/prompts/types';
import { EndpointRecord } from '../../services/serving/types';
import { JobRecord, RunRecord } from '../../services/training/types';
import { PipelineRecord } from '../../services/workflows/types';

/** A minute of the day the records were made. */
export const at = (minute: number) =>
  `2026-11-24T10:${String(minute).padStart(2, '0')}:00.000Z`;
const made = { createdBy: 'user:default/ann', createdAt: at(0) };

export const model = (own: Partial<ModelRecord> = {}): ModelRecord => ({
  id: 'm1',
  name: 'smol',
  version: '1.0.0',
  type: 'base',
  status: 'draft',
  ownerTeam: 'ml-platform',
  family: 'llama',
  metadata: { license: 'mit', nested: { a: [1, null, 'ü'] } },
  storageUri: 's3://b/models/smol/',
  card: '# A card\n',
  license: 'mit',
  files: [{ path: 'model.safetensors', size: 5_000_000_000, sha256: 'ab' }],
  lineage: { datasetIds: ['d1'] },
  evaluation: { eval_loss: 1.25 },
  ...made,
  updatedAt: at(0),
  ...own,
});
export const dataset = (own: Partial<DatasetRecord> = {}): DatasetRecord => ({
  id: 'd1',
  name: 'jargon',
  version: '1',
  type: 'sft_pair',
  ownerTeam: 'ml-platform',
  versioningSystem: 'dvc',
  storageUri: '',
  piiScanStatus: 'pending',
  ...made,
  updatedAt: at(0),
  ...own,
});
export const version = (
  own: Partial<DatasetVersionRecord>,
): DatasetVersionRecord => ({
  id: 'v1',
  datasetId: 'd1',
  number: 1,
  versioningSystem: 'ducklake',
  versionId: '7',
  checksum: 'c'.repeat(64),
  storageUri: 's3://b/d1/data.jsonl',
  fileCount: 1,
  totalBytes: 9_000_000_000,
  storedBytes: 4_500_000_000,
  rowCount: 3_000_000_000,
  columns: [{ name: 'id', type: 'BIGINT' }],
  diffSummary: { added_rows: 1 },
  ...made,
  ...own,
});
export const job = (own: Partial<JobRecord> = {}): JobRecord => ({
  id: 'j1',
  modelId: 'm1',
  datasetId: 'd1',
  jobType: 'finetune',
  environment: 'dev',
  status: 'queued',
  request: { hyperparameters: { learning_rate: 0.0005 } },
  resourceProfile: { gpuCount: 0 },
  outputUri: 's3://b/models/out/',
  stages: [{ name: 'train', phase: 'pending', outputs: {}, retries: 0 }],
  tool: 'argo',
  submittedBy: 'user:default/ann',
  submittedAt: at(0),
  ...own,
});
export const run = (own: Partial<RunRecord> = {}): RunRecord => ({
  id: 'r1',
  jobId: 'j1',
  tool: 'mlflow',
  experimentName: 'smol-1.0.0',
  parameters: { max_steps: 40 },
  metrics: {},
  status: 'running',
  startTime: at(1),
  updatedAt: at(1),
  ...own,
});
export const endpoint = (
  own: Partial<EndpointRecord> = {},
): EndpointRecord => ({
  id: 'e1',
  modelId: 'm1',
  environment: 'dev',
  route: '/bot',
  status: 'deploying',
  spec: { minReplicas: 1, maxReplicas: 2 },
  tool: 'kserve',
  resourceName: 'svc-1',
  ...made,
  updatedAt: at(0),
  ...own,
});
export const prompt = (own: Partial<PromptTemplate> = {}): PromptTemplate => ({
  id: 'p1',
  name: 'tone',
  version: '1',
  content: 'Answer in one sentence. Ünïcödé is kept.',
  contextTags: ['support'],
  status: 'draft',
  ...made,
  updatedAt: at(0),
  ...own,
});
export const pipeline = (
  own: Partial<PipelineRecord> = {},
): PipelineRecord => ({
  id: 'w1',
  name: 'nightly',
  orchestrationSystem: 'argo_workflows',
  tool: 'argo',
  environment: 'dev',
  status: 'pending',
  definition: [{ name: 'check', type: 'data_validation', dependencies: [] }],
  stages: [{ name: 'check', phase: 'pending', outputs: {}, retries: 0 }],
  maxRetries: 0,
  ...made,
  updatedAt: at(0),
  ...own,
});
