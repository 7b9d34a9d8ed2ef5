import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import { RunRecord, TrainingServices } from '../services/training';
import { Backlog } from '../services/tracking/types';
import { OperationRequest, OperationRoute } from './types';

/** A run in the shape of the old platform, with links. */
export function presentRun(
  run: RunRecord,
  stale: boolean,
  backlog: Backlog = { points: 0 },
) {
  return {
    id: run.id,
    trainingJobId: run.jobId,
    trackingSystem: 'mlflow',
    trackingRunId: run.trackingRunId ?? '',
    experimentName: run.experimentName,
    runName: run.runName ?? null,
    parameters: run.parameters,
    metrics: run.metrics,
    artifactUris: null,
    status: run.status,
    startTime: run.startTime,
    endTime: run.endTime ?? null,
    createdAt: run.startTime,
    updatedAt: run.updatedAt,
    experimentId: run.experimentId ?? null,
    stale,
    pendingPoints: backlog.points,
    pendingSince: backlog.since ?? null,
    problems: run.journal?.problems ?? [],
    links: run.webUrl ? [{ title: 'MLflow', url: run.webUrl }] : [],
  };
}

/** Routes of `/experiments`. */
export function createExperimentRoutes(
  services: TrainingServices,
): OperationRoute[] {
  const { experiments } = services;
  const permission = llmOpsReadPermission;
  const search = async ({ body, actor }: OperationRequest) => {
    const { runs, stale } = await experiments.search({
      experimentName: (body.experimentName as string) || undefined,
      filter: (body.filterString as string) || undefined,
      maxResults: Number(body.maxResults ?? 100),
      reach: actor.reach,
    });
    return {
      data: {
        experiments: runs.map(({ run }) => presentRun(run, stale)),
        total: runs.length,
      },
    };
  };
  return [
    { operationId: 'searchExperiments', permission, handle: search },
    { operationId: 'searchTrainingExperiments', permission, handle: search },
    {
      operationId: 'getMetricHistory',
      permission,
      handle: async ({ path, query }) => {
        const { points, stale } = await experiments.metricHistory(
          path.runId,
          String(query.key),
        );
        return {
          data: {
            points: points.map(({ step, value, timestamp }) => ({
              step,
              value,
              timestamp,
            })),
            stale,
          },
        };
      },
    },
    {
      operationId: 'listArtifacts',
      permission,
      handle: async ({ path, query }) => ({
        data: {
          artifacts: (
            await experiments.artifacts(
              path.runId,
              query.path as string | undefined,
            )
          ).map(artifact => ({ ...artifact, size: artifact.size ?? null })),
        },
      }),
    },
  ];
}
