import {
  JournalModel,
  JournalRun,
  MetricEntry,
} from '@llm-ops/plugin-llm-ops-node';

/**
 * Id of the one experiment that a job has. It never changes, whether MLflow
 * has made the experiment yet or not.
 */
export const experimentIdOf = (jobId: string) => jobId.replaceAll('-', '');

const pairs = (values: Record<string, string>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

export const wireMetric = (point: MetricEntry) => ({
  key: point.key,
  value: point.value,
  timestamp: point.timestamp,
  step: point.step,
});

/** `RunInfo` with the ids by which the job knows it. */
export function wireInfo(run: JournalRun) {
  const experimentId = experimentIdOf(run.jobId);
  return {
    run_id: run.id,
    run_uuid: run.id,
    experiment_id: experimentId,
    run_name: run.name,
    user_id: run.user,
    status: run.status,
    start_time: run.startTime,
    end_time: run.endTime,
    artifact_uri: `mlflow-artifacts:/${experimentId}/${run.id}/artifacts`,
    lifecycle_stage: 'active',
  };
}

/** `Run` as the journal knows it. */
export function wireRun(run: JournalRun) {
  return {
    info: wireInfo(run),
    data: {
      metrics: run.metrics.map(wireMetric),
      params: pairs(run.params),
      tags: pairs({
        ...run.tags,
        'mlflow.runName': run.name,
        ...(run.parentId && { 'mlflow.parentRunId': run.parentId }),
      }),
    },
    inputs: {
      dataset_inputs: run.datasets.map(({ tags, sourceType, ...dataset }) => ({
        tags: pairs(tags),
        dataset: { ...dataset, source_type: sourceType },
      })),
      model_inputs: run.inputModelIds.map(id => ({ model_id: id })),
    },
    outputs: {
      model_outputs: run.outputs.map(({ modelId, step }) => ({
        model_id: modelId,
        step,
      })),
    },
  };
}

/** `LoggedModel` as the journal knows it. */
export function wireModel(model: JournalModel) {
  const experimentId = experimentIdOf(model.jobId);
  return {
    info: {
      model_id: model.id,
      experiment_id: experimentId,
      name: model.name,
      creation_timestamp_ms: model.createdAt,
      last_updated_timestamp_ms: model.updatedAt,
      artifact_uri: `mlflow-artifacts:/${experimentId}/models/${model.id}/artifacts`,
      status: model.status,
      model_type: model.type ?? '',
      source_run_id: model.runId.replaceAll('-', ''),
      tags: pairs(model.tags),
    },
    data: { params: pairs(model.params) },
  };
}

/** `Experiment` of a job, under the name it was asked for. */
export function wireExperiment(main: JournalRun, name: string) {
  const id = experimentIdOf(main.jobId);
  return {
    experiment_id: id,
    name,
    artifact_location: `mlflow-artifacts:/${id}`,
    lifecycle_stage: 'active',
    creation_time: main.startTime,
    last_update_time: main.startTime,
    tags: pairs({ 'llmops.job_id': main.jobId }),
  };
}
