import {
  llmOpsPromptCreatePermission,
  llmOpsPromptWritePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import {
  ExperimentStatus,
  PromptExperiment,
  PromptExperimentService,
  VariantUsage,
} from '../services/prompts';
import { listAnswer, listingOf } from './lists';
import { OperationRequest, OperationRoute } from './types';

const variantsOf = (value: unknown) =>
  (value as { template_id: string; weight: number }[]).map(
    ({ template_id, weight }) => ({ templateId: template_id, weight }),
  );

/** Templates have to be ones that the actor can read. */
const references = ({ body }: OperationRequest) =>
  (body.variants ? variantsOf(body.variants) : []).map(
    ({ templateId }) => ['prompt', templateId] as const,
  );

function present(experiment: PromptExperiment, usages: VariantUsage[]) {
  return {
    id: experiment.id,
    name: experiment.name,
    variants: experiment.variants.map(({ templateId, weight }) => {
      const used = usages.find(
        usage =>
          usage.experimentId === experiment.id &&
          usage.templateId === templateId,
      );
      return {
        template_id: templateId,
        weight,
        requests: used?.requests ?? 0,
        answers: used?.answers ?? 0,
        prompt_tokens: used?.promptTokens ?? 0,
        completion_tokens: used?.completionTokens ?? 0,
        mean_answer_ms: used?.answers
          ? Math.round(used.answerMs / used.answers)
          : null,
      };
    }),
    status: experiment.status,
    created_by: experiment.createdBy,
    created_at: experiment.createdAt,
    updated_at: experiment.updatedAt,
  };
}

/** Routes of `/prompts/experiments`. */
export function createPromptExperimentRoutes(
  experiments: PromptExperimentService,
): OperationRoute[] {
  const read = llmOpsReadPermission;
  const write = llmOpsPromptWritePermission;
  const presentAll = async (records: PromptExperiment[]) => {
    const usages = await experiments.usage(records.map(({ id }) => id));
    return records.map(record => present(record, usages));
  };
  const presentOne = async (record: PromptExperiment) =>
    (await presentAll([record]))[0];
  return [
    {
      operationId: 'listPromptExperiments',
      permission: read,
      handle: async ({ query, actor: { reach } }) =>
        listAnswer(
          await experiments.list(
            {
              status: query.status as string | undefined,
              owner: query.owner as string | undefined,
              reach,
            },
            listingOf(query),
          ),
          presentAll,
        ),
    },
    {
      operationId: 'createPromptExperiment',
      permission: llmOpsPromptCreatePermission,
      references,
      handle: async ({ body, actor }) => ({
        data: await presentOne(
          await experiments.create(
            {
              name: String(body.name),
              variants: variantsOf(body.variants),
              status: (body.status ?? 'draft') as ExperimentStatus,
            },
            actor.id,
          ),
        ),
        message: 'Experiment created',
      }),
    },
    {
      operationId: 'getPromptExperiment',
      permission: read,
      handle: async ({ path }) => ({
        data: await presentOne(await experiments.get(path.experiment_id)),
      }),
    },
    {
      operationId: 'updatePromptExperiment',
      permission: write,
      references,
      handle: async ({ path, body }) => ({
        data: await presentOne(
          await experiments.change(path.experiment_id, {
            status: body.status as ExperimentStatus | undefined,
            variants: body.variants ? variantsOf(body.variants) : undefined,
          }),
        ),
        message: 'Experiment changed',
      }),
    },
    {
      operationId: 'deletePromptExperiment',
      permission: write,
      handle: async ({ path }) => {
        await experiments.remove(path.experiment_id);
        return { data: null, message: 'Experiment deleted' };
      },
    },
  ];
}
