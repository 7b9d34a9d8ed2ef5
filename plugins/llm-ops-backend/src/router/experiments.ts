import { pipeline } from 'node:stream/promises';
import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import { FoundRun, RunSearchService } from '../services/runs';
import { nameOfRun, RunRecord, TrainingServices } from '../services/training';
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

/** A run of a list. */
function presentFound({ run, job }: FoundRun) {
  return {
    id: run.id,
    runId: run.trackingRunId ?? null,
    jobId: run.jobId,
    isChild: run.parentRunId !== undefined,
    name: nameOfRun(run),
    experimentName: run.experimentName,
    status: run.status,
    owner: job.submittedBy,
    modelId: job.modelId ?? null,
    datasetId: job.datasetId,
    datasetVersionId: job.datasetVersionId ?? null,
    startTime: run.startTime,
    endTime: run.endTime ?? null,
    updatedAt: run.updatedAt,
    parameters: run.parameters,
    metrics: run.metrics,
  };
}

const idsOf = (runs: unknown) => String(runs).split(',');

/** Routes of `/experiments`. */
export function createExperimentRoutes(
  services: TrainingServices,
  runSearch: RunSearchService,
): OperationRoute[] {
  const { comparison, experiments } = services;
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
      operationId: 'listRuns',
      permission,
      handle: async ({ query, actor }) => {
        const { found, next } = await runSearch.search({
          filter: query.filter as string | undefined,
          text: query.q as string | undefined,
          sort: query.sort as string | undefined,
          cursor: query.cursor as string | undefined,
          limit: Number(query.limit ?? 100),
          reach: actor.reach,
        });
        return { data: { runs: found.map(presentFound), nextCursor: next } };
      },
    },
    {
      operationId: 'compareRuns',
      permission,
      references: ({ query }) =>
        idsOf(query.runs).map(id => ['run', id] as const),
      handle: async ({ query }) => ({
        data: await comparison.compare(idsOf(query.runs)),
      }),
    },
    {
      operationId: 'getMetricHistory',
      permission,
      handle: async ({ path, query }) => {
        const most = query.max_points as number | undefined;
        const history = await experiments.metricHistory(
          path.runId,
          String(query.key),
          most,
        );
        return {
          data: {
            ...history,
            points: history.points.map(({ step, value, timestamp }) => ({
              step,
              value,
              timestamp,
            })),
          },
        };
      },
    },
    {
      operationId: 'readArtifact',
      permission,
      handle: async ({ path, query, response }) => {
        const file = String(query.path);
        const body = await experiments.artifact(path.runId, file);
        response.attachment(file.split('/').pop());
        // What a job wrote is never run or drawn by a browser as a page of ours.
        response.set({
          'content-type': 'application/octet-stream',
          'content-security-policy': 'sandbox',
          'x-content-type-options': 'nosniff',
        });
        await pipeline(body, response);
        return undefined;
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
