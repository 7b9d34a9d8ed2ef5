import { Config } from '@backstage/config';
import {
  llmOpsCancelPermission,
  llmOpsReadPermission,
  llmOpsTrainPermission,
} from '@llm-ops/plugin-llm-ops-common';
import {
  gpuTypes,
  JobQueue,
  JobRecord,
  TrainingServices,
} from '../services/training';
import { presentRun } from './experiments';
import { listAnswer, listingOf } from './lists';
import { text } from './text';
import { OperationRoute } from './types';

/** Routes of `/training`. */
export function createTrainingRoutes(
  services: TrainingServices,
  deps: { config: Config },
): OperationRoute[] {
  const { training, experiments, completion, logs, observer } = services;
  const read = llmOpsReadPermission;
  const write = llmOpsCancelPermission;

  const presentWith = (job: JobRecord, queue: JobQueue | undefined) => ({
    id: job.id,
    modelId: job.modelId ?? '',
    datasetId: job.datasetId,
    jobType: job.jobType,
    status: job.status,
    submittedAt: job.submittedAt,
    startedAt: job.startedAt ?? null,
    completedAt: job.completedAt ?? null,
    experimentUrl: `/experiments/${job.id}`,
    resourceProfile: job.resourceProfile ?? null,
    outputModelStorageUri: job.outputUri,
    outputModelEntryId: job.outputModelId ?? null,
    datasetVersionId: job.datasetVersionId ?? null,
    datasetChecksum: job.datasetChecksum ?? null,
    hyperparameters: (job.request.hyperparameters as object) ?? null,
    submittedBy: job.submittedBy,
    statusMessage: job.statusMessage || null,
    stages: job.stages,
    queue: queue ?? null,
    evaluation: job.evaluation ?? null,
    warnings: (job.request.warnings as string[]) ?? [],
    links: [],
  });
  const presentAll = async (jobs: JobRecord[]) => {
    const queues = await training.queues(jobs);
    return jobs.map(job => presentWith(job, queues.get(job.id)));
  };
  const present = async (job: JobRecord) => (await presentAll([job]))[0];

  return [
    {
      operationId: 'listGpuTypes',
      permission: read,
      handle: async ({ query }) => ({
        data: {
          gpuTypes: gpuTypes(deps.config, String(query.env ?? 'dev')).map(
            (id, index) => ({
              id,
              label: id.toUpperCase().replace(/-/g, ' '),
              enabled: true,
              priority: (index + 1) * 10,
            }),
          ),
        },
      }),
    },
    {
      operationId: 'listTrainingJobs',
      permission: read,
      handle: async ({ query, actor: { reach } }) =>
        listAnswer(
          await training.list(
            {
              modelId: text(query.modelId),
              status: text(query.status),
              type: text(query.type),
              owner: text(query.owner),
              reach,
            },
            listingOf(query),
          ),
          presentAll,
          { field: 'jobs' },
        ),
    },
    {
      operationId: 'submitTrainingJob',
      permission: llmOpsTrainPermission,
      references: ({ body }) => [
        ['model', text(body.modelId)],
        ['dataset', text(body.datasetId)],
      ],
      handle: async ({ body, query, actor }) =>
        query.dryRun
          ? {
              data: await training.dryRun(body, actor.id),
              message: 'Nothing was created (dry run)',
            }
          : {
              data: await present(await training.submit(body, actor.id)),
              message: 'Training job submitted',
            },
    },
    {
      operationId: 'getTrainingJob',
      permission: read,
      allowJobParameter: 'jobId',
      handle: async ({ path }) => ({
        data: await present(await training.get(path.jobId)),
      }),
    },
    {
      operationId: 'cancelTrainingJob',
      permission: write,
      handle: async ({ path, actor }) => ({
        data: await present(await training.cancel(path.jobId, actor.id)),
        message: 'Training job cancelled',
      }),
    },
    {
      operationId: 'resubmitTrainingJob',
      permission: write,
      handle: async ({ path, body, actor }) => ({
        data: await present(
          await training.resubmit(
            path.jobId,
            {
              resourceProfile: body.resourceProfile as Record<string, unknown>,
              useGpu: body.useGpu as boolean | undefined,
            },
            actor.id,
          ),
        ),
        message: 'Training job submitted',
      }),
    },
    {
      operationId: 'listTrainingPods',
      permission: read,
      handle: async ({ path }) => ({
        data: { pods: await training.pods(path.jobId) },
      }),
    },
    {
      operationId: 'getTrainingLogs',
      permission: read,
      handle: async ({ path, query }) => ({
        data: await logs.read(
          path.jobId,
          String(query.stage),
          Number(query.tailLines ?? 1000),
        ),
      }),
    },
    {
      operationId: 'completeTrainingJob',
      permission: write,
      allowJobParameter: 'jobId',
      handle: async ({ path, body }) => ({
        data: await present(
          await completion.complete(path.jobId, {
            evaluation: body.evaluation as Record<string, unknown>,
            files: body.files as {
              path: string;
              size: number;
              sha256: string;
            }[],
            card: text(body.card),
          }),
        ),
      }),
    },
    {
      operationId: 'registerTrainedModel',
      permission: write,
      creates: { over: write, team: body => text(body.ownerTeam) },
      handle: async ({ path, body }) => {
        await observer
          .observe(await training.get(path.jobId))
          .catch(() => undefined);
        const job = await completion.registerModel(path.jobId, {
          modelName: String(body.modelName),
          modelVersion: String(body.modelVersion),
          storageUri: text(body.storageUri),
          ownerTeam: text(body.ownerTeam),
          metadata: (body.metadata as Record<string, unknown>) ?? undefined,
        });
        return {
          data: await present(job),
          message: `Model ${job.outputModelId} registered`,
        };
      },
    },
    {
      operationId: 'getTrainingMetrics',
      permission: read,
      handle: async ({ path }) => {
        const { run } = await experiments.runOfJob(path.jobId);
        const histories = await Promise.all(
          Object.keys(run.metrics).map(async key => ({
            key,
            points: run.trackingRunId
              ? (
                  await experiments.metricHistory(run.trackingRunId, key)
                ).points
              : [],
          })),
        );
        return {
          data: {
            jobId: path.jobId,
            metrics: histories
              .flatMap(({ key, points }) =>
                points.map(point => ({
                  id: `${run.trackingRunId}:${key}:${point.step}:${point.timestamp}`,
                  trainingJobId: path.jobId,
                  name: key,
                  value: point.value,
                  unit: null,
                  recordedAt: new Date(point.timestamp).toISOString(),
                })),
              )
              .sort((a, b) => a.recordedAt.localeCompare(b.recordedAt)),
          },
        };
      },
    },
    {
      operationId: 'recordTrainingMetric',
      permission: write,
      allowJobParameter: 'jobId',
      handle: async ({ path, body, actor }) => {
        const recorded = await experiments.logMetrics(
          path.jobId,
          [{ key: String(body.name), value: Number(body.value), step: 0 }],
          actor.id,
        );
        return {
          data: {
            id: `${path.jobId}:${body.name}:${recorded}`,
            trainingJobId: path.jobId,
            name: body.name,
            value: body.value,
            unit: body.unit ?? null,
            recordedAt: new Date(recorded).toISOString(),
          },
        };
      },
    },
    {
      operationId: 'getExperimentRun',
      permission: read,
      allowJobParameter: 'jobId',
      handle: async ({ path }) => {
        const { run, stale, backlog } = await experiments.runOfJob(path.jobId);
        return { data: presentRun(run, stale, backlog) };
      },
    },
    {
      operationId: 'createExperimentRun',
      permission: write,
      allowJobParameter: 'jobId',
      handle: async ({ path }) => {
        const { run, stale, backlog } = await experiments.runOfJob(path.jobId);
        return {
          data: presentRun(run, stale, backlog),
          message: 'The run exists',
        };
      },
    },
    {
      operationId: 'logExperimentMetrics',
      permission: write,
      allowJobParameter: 'jobId',
      handle: async ({ path, body, actor }) => {
        await experiments.logMetrics(
          path.jobId,
          Object.entries(body.metrics as Record<string, number>).map(
            ([key, value]) => ({
              key,
              value: Number(value),
              step: Number(body.step ?? 0),
            }),
          ),
          actor.id,
        );
        return { data: null };
      },
    },
  ];
}
