import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import { CostProfile, CostService } from '../services/cost';
import { ParameterError } from '../services/listing';
import { text } from './text';
import { OperationRoute } from './types';

/** The UTC day of a date or a time; a time without a zone is UTC. */
function dayOf(query: Record<string, unknown>, name: string) {
  const given = text(query[name]);
  if (given === undefined) {
    return undefined;
  }
  const zoned = /[Tt ].*(Z|[+-]\d{2}:?\d{2})$/.test(given);
  const time = new Date(
    given.length > 10 && !zoned ? `${given.replace(' ', 'T')}Z` : given,
  );
  if (Number.isNaN(time.getTime())) {
    throw new ParameterError(name, `${name} is not a date or a time`);
  }
  return time.toISOString().slice(0, 10);
}

const round = (value: number) => Number(value.toFixed(6));

const present = (profile: CostProfile) => ({
  id: profile.id,
  resourceType: profile.resourceType,
  resourceId: profile.resourceId,
  timeWindow: profile.timeWindow,
  gpuHours: round(profile.gpuHours),
  tokenCount: profile.promptTokens + profile.completionTokens,
  costAmount: round(profile.cost),
  costCurrency: profile.currency,
  budgetVariance:
    profile.budgetVariance === undefined ? null : round(profile.budgetVariance),
  createdAt: profile.createdAt,
  cpuHours: round(profile.cpuHours),
  replicaHours: round(profile.replicaHours),
  promptTokens: profile.promptTokens,
  completionTokens: profile.completionTokens,
  requestCount: profile.requests,
  user: profile.subject || null,
  team: profile.team || null,
});

/** Routes of `/governance/observability`. */
export function createCostRoutes(costs: CostService): OperationRoute[] {
  return [
    {
      operationId: 'listCostProfiles',
      permission: llmOpsReadPermission,
      handle: async ({ query, actor: { reach } }) => ({
        data: (
          await costs.profiles({
            resourceType: text(query.resource_type),
            resourceId: text(query.resource_id),
            timeWindow: text(query.time_window),
            reach,
            groupBy: query.group_by as 'user' | 'team' | undefined,
          })
        ).map(present),
      }),
    },
    {
      operationId: 'getCostAggregate',
      permission: llmOpsReadPermission,
      handle: async ({ query, actor: { reach } }) => {
        const total = await costs.aggregate({
          resourceType: text(query.resource_type),
          reach,
          from: dayOf(query, 'start_date'),
          to: dayOf(query, 'end_date'),
        });
        return {
          data: {
            totalGpuHours: round(total.gpuHours),
            totalTokens: total.promptTokens + total.completionTokens,
            totalCost: round(total.cost),
            currency: total.currency,
            resourceCount: total.resources,
            totalCpuHours: round(total.cpuHours),
            totalReplicaHours: round(total.replicaHours),
            totalRequests: total.requests,
          },
        };
      },
    },
  ];
}
