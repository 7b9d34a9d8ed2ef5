import type { components, paths } from '@llm-ops/plugin-llm-ops-common';

/**
 * Records of `/llm-ops/v1` as the pages read them, out of the API's own
 * description; times are ISO 8601.
 */
type Schemas = components['schemas'];

/** `data` of the answer to a GET. */
type DataOf<Path extends keyof paths> = paths[Path] extends {
  get: {
    responses: { 200: { content: { 'application/json': { data?: infer D } } } };
  };
}
  ? NonNullable<D>
  : never;

export type QueueInfo = Schemas['Queue'];
export type ModelFile = Schemas['ModelFile'];
export type Feature = Schemas['Feature'];
export type Overview = Schemas['Overview'];
export type Model = Schemas['ModelCatalog'];
export type Dataset = Schemas['Dataset'];
export type VersioningSystem = Schemas['VersioningSystem'];
export type DatasetVersion = Schemas['DatasetVersion'];
export type DatasetDiff = Schemas['DatasetVersionDiff'];
export type Preview = DataOf<'/catalog/datasets/{dataset_id}/preview'>;
export type Validation = DataOf<'/catalog/datasets/{dataset_id}/validation'>;
export type StageLog = DataOf<'/training/jobs/{jobId}/logs'>;
export type Stage = Schemas['Stage'];
export type Pipeline = Schemas['Pipeline'];
export type PipelineStage = Schemas['PipelineStage'];
export type NamedLink = Schemas['Link'];
export type Job = Schemas['TrainingJob'];
export type Run = Schemas['ExperimentRun'];
export type MetricHistory = Schemas['MetricHistory'];
export type MetricPoint = MetricHistory['points'][number];
export type RunList = Schemas['RunList'];
export type RunComparison = Schemas['RunComparison'];
export type ComparedRun = RunComparison['runs'][number];
export type ComparedRow = RunComparison['parameters'][number];
export type Artifact = Schemas['ArtifactList']['artifacts'][number];
export type Endpoint = Schemas['ServingEndpoint'];
export type PromptTemplate = Schemas['PromptTemplate'];
export type PromptExperiment = Schemas['PromptExperiment'];
export type Integrations = Schemas['IntegrationsHealth'];
export type ToolState = NonNullable<Integrations['instances']>[number];
export type Operation = Schemas['Operation'];
export type OperationList = Schemas['OperationList'];
export type OperationSummary = Schemas['OperationSummary'];
export type ToolQueue = OperationSummary['tools'][number];
export type Lineage = Schemas['Lineage'];
export type LineageNode = Lineage['nodes'][number];
