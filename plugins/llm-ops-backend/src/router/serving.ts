import { Environment } from '@llm-ops/plugin-llm-ops-node';
import {
  llmOpsDeployPermission,
  llmOpsReadPermission,
  llmOpsServePermission,
} from '@llm-ops/plugin-llm-ops-common';
import { EndpointRecord, ServingServices } from '../services/serving';
import { listAnswer, listingOf } from './lists';
import { presentDeployment, presentEndpoint, specOf } from './servingViews';
import { OperationRoute } from './types';

const text = (value: unknown) =>
  typeof value === 'string' ? value : undefined;

/** Routes of `/serving`. */
export function createServingRoutes(
  services: ServingServices,
): OperationRoute[] {
  const { serving, observer } = services;
  const read = llmOpsReadPermission;
  const write = llmOpsDeployPermission;

  const presentAll = async (endpoints: EndpointRecord[]) => {
    const around = await serving.around(endpoints);
    return endpoints.map(endpoint =>
      presentEndpoint(endpoint, around(endpoint)),
    );
  };
  const present = async (endpoint: EndpointRecord) =>
    (await presentAll([endpoint]))[0];

  return [
    {
      operationId: 'listEndpoints',
      permission: read,
      handle: async ({ query, actor: { reach } }) =>
        listAnswer(
          await serving.list(
            {
              environment: text(query.environment),
              modelId: text(query.modelId),
              status: text(query.status),
              owner: text(query.owner),
              reach,
            },
            listingOf(query),
          ),
          presentAll,
        ),
    },
    {
      operationId: 'createEndpoint',
      permission: llmOpsServePermission,
      references: ({ body }) => [
        ['model', text(body.modelId)],
        ['prompt', text(body.promptPolicyId)],
      ],
      handle: async ({ body, query, actor }) => {
        const input = {
          ...specOf(body),
          modelId: String(body.modelId),
          environment: body.environment as Environment,
          route: String(body.route),
          minReplicas: Number(body.minReplicas ?? 1),
          maxReplicas: Number(body.maxReplicas ?? 3),
          servingFramework: text(body.servingFramework),
        };
        return query.dryRun
          ? {
              data: await serving.dryRun(input, actor.id),
              message: 'Nothing was created (dry run)',
            }
          : {
              data: await present(await serving.create(input, actor.id)),
              message: 'Endpoint is being deployed',
            };
      },
    },
    {
      operationId: 'getEndpoint',
      permission: read,
      handle: async ({ path }) => ({
        data: await present(await serving.get(path.endpointId)),
      }),
    },
    {
      operationId: 'updateEndpoint',
      permission: write,
      references: ({ body }) => [['prompt', text(body.promptPolicyId)]],
      handle: async ({ path, body, actor }) => {
        const spec = specOf({
          autoscalePolicy: body.autoscalePolicy,
          promptPolicyId: body.promptPolicyId,
        });
        if (Object.keys(spec).length > 0) {
          await serving.change(path.endpointId, spec, actor.id);
        }
        const endpoint = body.status
          ? await serving.setStatus(
              path.endpointId,
              body.status as EndpointRecord['status'],
            )
          : await serving.get(path.endpointId);
        return { data: await present(endpoint), message: 'Endpoint updated' };
      },
    },
    {
      operationId: 'deleteEndpoint',
      permission: write,
      handle: async ({ path, actor }) => ({
        data: await present(await serving.remove(path.endpointId, actor.id)),
        message: 'Endpoint is being removed',
      }),
    },
    {
      operationId: 'refreshEndpoint',
      permission: read,
      handle: async ({ path }) => {
        await observer.observe(await serving.get(path.endpointId));
        return { data: await present(await serving.get(path.endpointId)) };
      },
    },
    {
      operationId: 'rollbackEndpoint',
      permission: write,
      handle: async ({ path, actor }) => ({
        data: await present(await serving.rollback(path.endpointId, actor.id)),
        message: 'Endpoint is going back to its earlier revision',
      }),
    },
    {
      operationId: 'redeployEndpoint',
      permission: write,
      handle: async ({ path, body, actor }) => ({
        data: await present(
          await serving.change(path.endpointId, specOf(body), actor.id),
        ),
        message: 'Endpoint is being deployed again',
      }),
    },
    {
      operationId: 'getDeployment',
      permission: read,
      handle: async ({ path }) => ({
        data: presentDeployment(await serving.get(path.endpointId)),
      }),
    },
    {
      operationId: 'updateDeployment',
      permission: write,
      handle: async ({ path, body, actor }) => {
        const requests = (body.resource_requests ?? {}) as Record<
          string,
          string
        >;
        const limits = (body.resource_limits ?? {}) as Record<string, string>;
        const minimum = body.min_replicas as number | undefined;
        const maximum = body.max_replicas as number | undefined;
        return {
          data: presentDeployment(
            await serving.change(
              path.endpointId,
              {
                minReplicas: minimum ?? undefined,
                maxReplicas: maximum ?? undefined,
                autoscalePolicy: body.autoscaling_metrics as Record<
                  string,
                  number
                >,
                cpuRequest: requests.cpu,
                memoryRequest: requests.memory,
                cpuLimit: limits.cpu,
                memoryLimit: limits.memory,
              },
              actor.id,
            ),
          ),
          message: 'Deployment is being changed',
        };
      },
    },
  ];
}
