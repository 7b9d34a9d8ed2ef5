import {
  llmOpsCancelPermission,
  llmOpsReadPermission,
  llmOpsServePermission,
  llmOpsTrainPermission,
} from '@llm-ops/plugin-llm-ops-common';
import {
  isContainer,
  PipelineRecord,
  PipelineStage,
  Queue,
  StageTry,
  WorkflowServices,
} from '../services/workflows';
import { listAnswer, listingOf } from './lists';
import { OperationRoute } from './types';

function presentStages(pipeline: PipelineRecord, tries: StageTry[]) {
  return pipeline.definition.map((asked, index) => {
    const seen = pipeline.stages[index];
    const last = tries.find(
      other => other.pipelineId === pipeline.id && other.stage === asked.name,
    );
    return {
      name: asked.name,
      type: asked.type,
      dependencies: asked.dependencies,
      condition: asked.condition ?? null,
      config: asked.config ?? null,
      phase: seen.phase,
      started_at: seen.startedAt ?? null,
      finished_at: seen.finishedAt ?? null,
      message: last?.message ?? seen.message ?? null,
      retries: seen.retries,
      outputs: seen.outputs,
      job_id: last?.jobId ?? null,
      endpoint_id: last?.endpointId ?? null,
    };
  });
}

/** Records that stages name; what they do is done as their submitter. */
function recordsOf(stages: PipelineStage[]) {
  const idOf = (value: unknown) =>
    typeof value === 'string' ? value : undefined;
  return stages
    .filter(stage => !isContainer(stage))
    .flatMap(({ config }) => [
      ['model', idOf(config?.modelId)] as const,
      ['dataset', idOf(config?.datasetId)] as const,
      ['prompt', idOf(config?.promptPolicyId)] as const,
    ]);
}

/** Routes of `/workflows/pipelines`. */
export function createWorkflowRoutes({
  pipelines,
  stages,
  observer,
}: WorkflowServices): OperationRoute[] {
  const read = llmOpsReadPermission;
  const write = llmOpsCancelPermission;

  const presentWith = (
    pipeline: PipelineRecord,
    tries: StageTry[],
    queue: Queue | undefined,
  ) => {
    const current =
      pipeline.stages.find(({ phase }) => phase === 'running') ??
      pipeline.stages.find(({ phase }) => phase === 'failed');
    return {
      id: pipeline.id,
      pipeline_name: pipeline.name,
      orchestration_system: pipeline.orchestrationSystem,
      workflow_id: pipeline.workflowName ?? '',
      workflow_namespace: pipeline.workflowNamespace ?? '',
      pipeline_definition: {
        pipeline_name: pipeline.name,
        orchestration_system: pipeline.orchestrationSystem,
        environment: pipeline.environment,
        max_retries: pipeline.maxRetries,
        ...(pipeline.priority !== undefined && { priority: pipeline.priority }),
        stages: pipeline.definition,
      },
      stages: presentStages(pipeline, tries),
      status: pipeline.status,
      current_stage: current?.name ?? null,
      start_time: pipeline.startedAt ?? null,
      end_time: pipeline.endedAt ?? null,
      retry_count: pipeline.stages.reduce((sum, s) => sum + s.retries, 0),
      max_retries: pipeline.maxRetries,
      created_at: pipeline.createdAt,
      updated_at: pipeline.updatedAt,
      created_by: pipeline.createdBy,
      environment: pipeline.environment,
      status_message: pipeline.statusMessage || null,
      queue: queue ?? null,
    };
  };
  const presentAll = async (records: PipelineRecord[]) => {
    const tries = await pipelines.tries(records);
    const queues = await pipelines.queues(records);
    return records.map(record =>
      presentWith(record, tries, queues.get(record.id)),
    );
  };
  const present = async (record: PipelineRecord) =>
    (await presentAll([record]))[0];

  return [
    {
      operationId: 'listPipelines',
      permission: read,
      handle: async ({ query, actor: { reach } }) =>
        listAnswer(
          await pipelines.list(
            {
              status: query.status as string | undefined,
              orchestrationSystem: query.orchestration_system as
                | string
                | undefined,
              owner: query.owner as string | undefined,
              reach,
            },
            listingOf(query),
          ),
          presentAll,
        ),
    },
    {
      operationId: 'createPipeline',
      permission: llmOpsTrainPermission,
      references: ({ body }) => recordsOf(body.stages as PipelineStage[]),
      alsoNeeds: body =>
        (body.stages as PipelineStage[]).some(
          stage => stage.type === 'deployment' && !isContainer(stage),
        )
          ? llmOpsServePermission
          : undefined,
      handle: async ({ body, actor }) => ({
        data: await present(await pipelines.submit(body, actor.id)),
        message: 'Pipeline submitted',
      }),
    },
    {
      operationId: 'getPipeline',
      permission: read,
      handle: async ({ path, query }) => {
        const known = await pipelines.get(path.pipeline_id);
        if (query.update_status) {
          await observer.observe(known).catch(() => undefined);
        }
        const pipeline = query.update_status
          ? await pipelines.get(known.id)
          : known;
        return { data: await present(pipeline) };
      },
    },
    {
      operationId: 'cancelPipeline',
      permission: write,
      withoutData: true,
      handle: async ({ path, actor }) => {
        await pipelines.cancel(path.pipeline_id, actor.id);
        return { data: undefined, message: 'Pipeline cancelled' };
      },
    },
    {
      operationId: 'getPipelineLogs',
      permission: read,
      handle: async ({ path, query }) => ({
        data: {
          logs: await pipelines.logs(
            path.pipeline_id,
            String(query.stage),
            Number(query.tailLines ?? 1000),
          ),
        },
      }),
    },
    {
      operationId: 'runPipelineStage',
      permission: write,
      allowJobParameter: 'pipeline_id',
      handle: async ({ path, body }) => ({
        data: await stages.run(
          path.pipeline_id,
          path.stage,
          Number(body.attempt),
        ),
      }),
    },
  ];
}
