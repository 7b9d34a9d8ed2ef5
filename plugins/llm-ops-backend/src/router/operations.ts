import {
  llmOpsOperatePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { Operation } from '../outbox/types';
import { HealthService } from '../services/health';
import { LineageService } from '../services/LineageService';
import { OperationService } from '../services/OperationService';
import { OverviewService } from '../services/OverviewService';
import { OperationRoute } from './types';

/** An operation as people see it; its payload stays inside. */
function present({ payload, seq, fence, ...operation }: Operation) {
  return {
    ...operation,
    unavailableSince: operation.unavailableSince ?? null,
    waitsFor: operation.waitsFor ?? null,
    error: operation.error ?? null,
    progress: operation.progress ?? null,
    result: operation.result ?? null,
  };
}

/** Routes of `/operations`, `/lineage`, `/overview` and `/health`. */
export function createOperationRoutes(services: {
  operations: OperationService;
  lineage: LineageService;
  health: HealthService;
  overview: OverviewService;
}): OperationRoute[] {
  const { operations, lineage, health, overview } = services;
  const read = llmOpsReadPermission;
  const act = (action: 'retry' | 'skip' | 'cancel'): OperationRoute => ({
    operationId: `${action}Operation`,
    permission: llmOpsOperatePermission,
    handle: async ({ path, actor }) => ({
      data: present(await operations.act(path.operation_id, action, actor.id)),
    }),
  });
  return [
    {
      operationId: 'listOperations',
      permission: read,
      handle: async ({ query, actor: { reach } }) => {
        const page = await operations.list({
          state: query.state as string | undefined,
          tool: query.tool as string | undefined,
          lane: query.lane as string | undefined,
          kind: query.kind as string | undefined,
          createdBy: query.created_by as string | undefined,
          text: query.q as string | undefined,
          cursor: query.cursor as string | undefined,
          limit: Number(query.limit ?? 50),
          reach,
        });
        return { data: { ...page, operations: page.operations.map(present) } };
      },
    },
    {
      operationId: 'getOperation',
      permission: read,
      handle: async ({ path }) => ({
        data: {
          ...present(await operations.get(path.operation_id)),
          history: await operations.history(path.operation_id),
        },
      }),
    },
    {
      operationId: 'summarizeOperations',
      permission: read,
      handle: async () => ({ data: { tools: await operations.summary() } }),
    },
    act('retry'),
    act('skip'),
    act('cancel'),
    {
      operationId: 'getLineage',
      permission: read,
      handle: async ({ query, actor: { reach } }) => ({
        data: await lineage.around(String(query.ref), reach),
      }),
    },
    {
      operationId: 'getOverview',
      permission: read,
      handle: async ({ actor: { reach } }) => ({
        data: await overview.counts(reach),
      }),
    },
    {
      operationId: 'getHealth',
      permission: read,
      handle: async ({ response }) => {
        response.json({ status: 'healthy', message: 'API is running' });
        return undefined;
      },
    },
    {
      operationId: 'getIntegrationsHealth',
      permission: read,
      handle: async () => ({ data: await health.integrations() }),
    },
  ];
}
